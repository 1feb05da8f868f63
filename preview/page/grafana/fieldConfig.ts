import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type Field,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  ThresholdsMode,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const noEditor = () => null;

const isNumber = (field: Field) => field.type === FieldType.number;
const isNoTime = (field: Field) => field.type !== FieldType.time;

interface Standard {
  process: FieldConfigPropertyItem['process'];
  shouldApply?: (field: Field) => boolean;
  defaultValue?: unknown;
}

/** What can be set for the fields of every panel, with what Grafana's published processors make of each setting. */
const standard: Record<string, Standard> = {
  unit: { process: stringOverrideProcessor },
  min: { process: numberOverrideProcessor, shouldApply: isNumber },
  max: { process: numberOverrideProcessor, shouldApply: isNumber },
  fieldMinMax: { process: booleanOverrideProcessor, shouldApply: isNumber },
  decimals: { process: numberOverrideProcessor, shouldApply: isNumber },
  displayName: { process: displayNameOverrideProcessor },
  color: { process: identityOverrideProcessor },
  noValue: { process: stringOverrideProcessor },
  links: { process: dataLinksOverrideProcessor },
  mappings: { process: valueMappingsOverrideProcessor, shouldApply: isNoTime, defaultValue: [] },
  thresholds: {
    process: thresholdsOverrideProcessor,
    defaultValue: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'green' },
        { value: 80, color: 'red' },
      ],
    },
  },
};

function property(id: string, { shouldApply = () => true, ...rest }: Standard): FieldConfigPropertyItem {
  return { id, path: id, name: id, editor: noEditor, override: noEditor, shouldApply, ...rest };
}

/** The standard settings of fields, without editors: the preview shows panels and does not edit them. */
export function standardFieldConfigs(): FieldConfigPropertyItem[] {
  return Object.entries(standard).map(([id, item]) => property(id, item));
}

/** A setting of one kind of panel, for `addCustomEditor`. */
export function customSetting(path: string, defaultValue: unknown) {
  const process = identityOverrideProcessor;
  return { ...property(path, { process, ...(defaultValue !== undefined && { defaultValue }) }), settings: {} };
}
