import {
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

type Process = FieldConfigPropertyItem['process'];

const isNumber = (field: Field) => field.type === FieldType.number;

/** A setting of fields without an editor: the preview shows panels and does not edit them. */
function setting(id: string, process: Process, shouldApply: (field: Field) => boolean = () => true) {
  return { id, path: id, name: id, editor: () => null, override: () => null, process, shouldApply, settings: {} };
}

const steps = [
  { value: -Infinity, color: 'green' },
  { value: 80, color: 'red' },
];

/** The settings that the fields of all panels have, with what Grafana's published processors make of each. */
export function standardFieldConfigs(): FieldConfigPropertyItem[] {
  return [
    setting('unit', stringOverrideProcessor),
    setting('min', numberOverrideProcessor, isNumber),
    setting('max', numberOverrideProcessor, isNumber),
    setting('decimals', numberOverrideProcessor, isNumber),
    setting('displayName', displayNameOverrideProcessor),
    setting('color', identityOverrideProcessor),
    setting('noValue', stringOverrideProcessor),
    setting('links', dataLinksOverrideProcessor),
    { ...setting('mappings', valueMappingsOverrideProcessor, ({ type }) => type !== FieldType.time), defaultValue: [] },
    { ...setting('thresholds', thresholdsOverrideProcessor), defaultValue: { mode: ThresholdsMode.Absolute, steps } },
  ];
}

/** A setting of one kind of panel, for `addCustomEditor`. */
export function customSetting(path: string, defaultValue: unknown) {
  return { ...setting(path, identityOverrideProcessor), ...(defaultValue !== undefined && { defaultValue }) };
}
