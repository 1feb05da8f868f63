import * as data from '@grafana/data';

type Process = data.FieldConfigPropertyItem['process'];

const isNumber = (field: data.Field) => field.type === data.FieldType.number;

/** A setting of fields without an editor: the preview shows panels and does not edit them. */
function setting(id: string, process: Process, shouldApply: (field: data.Field) => boolean = () => true) {
  return { id, path: id, name: id, editor: () => null, override: () => null, process, shouldApply, settings: {} };
}

const steps = [
  { value: -Infinity, color: 'green' },
  { value: 80, color: 'red' },
];

/** The settings that the fields of all panels have, with what Grafana's published processors make of each. */
export function standardFieldConfigs(): data.FieldConfigPropertyItem[] {
  return [
    setting('unit', data.stringOverrideProcessor),
    setting('min', data.numberOverrideProcessor, isNumber),
    setting('max', data.numberOverrideProcessor, isNumber),
    setting('decimals', data.numberOverrideProcessor, isNumber),
    setting('displayName', data.displayNameOverrideProcessor),
    setting('color', data.identityOverrideProcessor),
    setting('noValue', data.stringOverrideProcessor),
    setting('links', data.dataLinksOverrideProcessor),
    {
      ...setting('mappings', data.valueMappingsOverrideProcessor, ({ type }) => type !== data.FieldType.time),
      defaultValue: [],
    },
    {
      ...setting('thresholds', data.thresholdsOverrideProcessor),
      defaultValue: { mode: data.ThresholdsMode.Absolute, steps },
    },
  ];
}

/** A setting of one kind of panel, for `addCustomEditor`. */
export function customSetting(path: string, defaultValue: unknown) {
  return { ...setting(path, data.identityOverrideProcessor), ...(defaultValue !== undefined && { defaultValue }) };
}
