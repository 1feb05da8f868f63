import * as data from '@grafana/data';

type Process = data.FieldConfigPropertyItem['process'];

const isNumber = (field: data.Field) => field.type === data.FieldType.number;

/** A field setting without an editor, because the preview does not edit panels. */
function setting(id: string, process: Process, shouldApply: (field: data.Field) => boolean = () => true) {
  return { id, path: id, name: id, editor: () => null, override: () => null, process, shouldApply, settings: {} };
}

const defaultSteps = [
  { value: -Infinity, color: 'green' },
  { value: 80, color: 'red' },
];

/** The standard field settings of all panels, with Grafana's published processors. */
export function standardFieldConfigs(): data.FieldConfigPropertyItem[] {
  const mappings = setting('mappings', data.valueMappingsOverrideProcessor, ({ type }) => type !== data.FieldType.time);
  const thresholds = setting('thresholds', data.thresholdsOverrideProcessor);
  return [
    setting('displayName', data.displayNameOverrideProcessor),
    setting('links', data.dataLinksOverrideProcessor),
    setting('color', data.identityOverrideProcessor),
    ...['unit', 'noValue'].map((id) => setting(id, data.stringOverrideProcessor)),
    ...['min', 'max', 'decimals'].map((id) => setting(id, data.numberOverrideProcessor, isNumber)),
    { ...mappings, defaultValue: [] },
    { ...thresholds, defaultValue: { mode: data.ThresholdsMode.Absolute, steps: defaultSteps } },
  ];
}

/** Settings of one panel type, by path with their defaults, for `addCustomEditor`. */
export function settingsOf(defaults: object) {
  return Object.entries(defaults).map(([path, defaultValue]: [string, unknown]) => ({
    ...setting(path, data.identityOverrideProcessor),
    ...(defaultValue !== undefined && { defaultValue }),
  }));
}
