import { readFileSync } from 'node:fs';

import {
  applyFieldOverrides,
  createTheme,
  type DataFrameJSON,
  dataFrameFromJSON,
  type FieldConfigSource,
  FieldColorModeId,
  getDisplayProcessor,
  standardFieldConfigEditorRegistry,
  ThresholdsMode,
} from '@grafana/data';

import { standardFieldConfigs } from './fieldConfig';

const theme = createTheme();

beforeAll(() => standardFieldConfigEditorRegistry.setInit(standardFieldConfigs));

/** A frame of the server, as its own tests keep it. */
function goldenFrame(name: string) {
  const text = readFileSync(`pkg/frame/testdata/${name}.jsonc`, 'utf8').replace(/^\/\/.*$/gm, '');
  const { frames } = JSON.parse(text) as { frames: [DataFrameJSON] };
  return dataFrameFromJSON(frames[0]);
}

/** The defaults of a panel with thresholds of its own, as Grafana has them in a panel that is loaded. */
const panelDefaults: FieldConfigSource = {
  defaults: {
    color: { mode: FieldColorModeId.Thresholds },
    thresholds: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'purple' },
        { value: 80, color: 'blue' },
      ],
    },
  },
  overrides: [],
};

/** How a panel shows values of a field. */
function displayOf(frameName: string, fieldName: string, fieldConfig = panelDefaults) {
  const data = [goldenFrame(frameName)];
  const [frame] = applyFieldOverrides({ data, fieldConfig, replaceVariables: (text) => text, theme });
  const field = frame?.fields.find(({ name }) => name === fieldName);
  if (!field) {
    throw new Error(`The frame ${frameName} has no field ${fieldName}.`);
  }
  return getDisplayProcessor({ field, theme });
}

const colour = (name: string) => theme.visualization.getColorByName(name);

test.each([
  ['open_conversations', -5, 'dark-green'],
  ['open_conversations', 0, 'dark-green'],
  ['open_conversations', 249, 'dark-green'],
  ['open_conversations', 250, 'dark-orange'],
  ['open_conversations', 400, 'dark-red'],
  ['csat', -0.1, 'dark-red'],
  ['csat', 0.59, 'dark-red'],
  ['csat', 0.6, 'dark-orange'],
  ['csat', 0.75, 'dark-green'],
  ['csat', null, 'dimgray'],
])('the levels of %s, not those of the panel, colour %s: %s', (field, value, expected) => {
  expect(displayOf('account_levels', field)(value).color).toBe(colour(expected));
});

test('a missing value is a dash', () => {
  expect(displayOf('account_levels', 'csat')(null).text).toBe('–');
});

test('a value for which no level fits is neutral', () => {
  const display = displayOf('skill_levels', 'available_slots');
  expect([-9, 0, 1e9].map((value) => display(value).color)).toEqual(Array(3).fill(colour('transparent')));
});

test('a KPI without levels is coloured as the panel says', () => {
  expect(displayOf('account_levels', 'transfers')(90).color).toBe(colour('blue'));
});

test('lines of a trend keep the colour mode of the panel', () => {
  const color = { mode: FieldColorModeId.Fixed, fixedColor: 'yellow' };
  const { defaults } = panelDefaults;
  const display = displayOf('series_account', 'csat', { defaults: { ...defaults, color }, overrides: [] });
  expect(display(0.1).color).toBe(colour('yellow'));
});

test('an override of the panel wins over the levels', () => {
  const thresholds = { mode: ThresholdsMode.Absolute, steps: [{ value: -Infinity, color: '#ffc0cb' }] };
  const overrides = [
    { matcher: { id: 'byName', options: 'csat' }, properties: [{ id: 'thresholds', value: thresholds }] },
  ];
  expect(displayOf('account_levels', 'csat', { ...panelDefaults, overrides })(0.1).color).toBe('#ffc0cb');
});
