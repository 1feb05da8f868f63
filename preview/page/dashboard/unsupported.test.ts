import { standardFieldConfigEditorRegistry, standardTransformers, standardTransformersRegistry } from '@grafana/data';
import type { Dashboard, Panel } from '@grafana/schema';

import { standardFieldConfigs } from '../grafana/fieldConfig';
import { unsupportedInDashboard, unsupportedInPanel } from './unsupported';

// These modules need a browser.
jest.mock('../panels/Table', () => ({ Table: () => null }));
jest.mock('./variables', () => ({ variableTypes: ['query', 'datasource'] }));

beforeAll(() => {
  standardFieldConfigEditorRegistry.setInit(standardFieldConfigs);
  const look = { editor: () => null, imageDark: '', imageLight: '' };
  const { reduceTransformer: transformation } = standardTransformers;
  standardTransformersRegistry.setInit(() => [{ ...look, id: 'reduce', name: 'Reduce', transformation }]);
});

const plugin = 'ours';

const stat: Panel = { type: 'stat', options: { colorMode: 'value', reduceOptions: { calcs: ['last'] } } };

const override = (id: string, matcher = 'byName') => ({
  defaults: {},
  overrides: [{ matcher: { id: matcher, options: 'a' }, properties: [{ id, value: 1 }] }],
});

it('ignores empty options', () => {
  expect(unsupportedInPanel({ ...stat, links: [], timeFrom: '', options: { sparkle: [] } })).toEqual([]);
});

it('accepts supported options', () => {
  expect(
    unsupportedInPanel({ ...stat, fieldConfig: override('unit'), transformations: [{ id: 'reduce', options: {} }] })
  ).toEqual([]);
});

it.each<[string, Panel, string]>([
  ['type', { type: 'geomap' }, 'geomap (its values are the table)'],
  ['option', { ...stat, options: { sparkle: true } }, 'sparkle'],
  ['option with one supported value', { type: 'table', options: { footer: { show: true } } }, 'footer.show'],
  [
    'setting of all fields',
    { ...stat, fieldConfig: { defaults: { custom: { glow: 1 } }, overrides: [] } },
    'custom.glow',
  ],
  ['setting of some fields', { ...stat, fieldConfig: override('custom.glow') }, 'custom.glow'],
  ['field matcher', { ...stat, fieldConfig: override('unit', 'byMoon') }, 'byMoon'],
  ['transformation', { ...stat, transformations: [{ id: 'conjure', options: {} }] }, 'conjure'],
  ['part of a panel', { ...stat, repeat: 'skill' }, 'repeat'],
  [
    'use of a common setting',
    { type: 'timeseries', fieldConfig: { defaults: { links: [{ title: 'More' }] }, overrides: [] } },
    'links',
  ],
  [
    'part of an option',
    { type: 'timeseries', options: { tooltip: { mode: 'multi', hideZeros: true } } },
    'tooltip.hideZeros',
  ],
])('names an unknown %s', (_, panel, name) => {
  expect(unsupportedInPanel(panel)).toEqual([name]);
});

it.each<[string, object, string]>([
  ['part of a dashboard', { liveNow: true }, 'liveNow'],
  ['part of the time picker', { timepicker: { hidden: true, nowDelay: '1m' } }, 'timepicker.nowDelay'],
  ['part of a link', { links: [{ title: 'Wall', placement: 'inControlsMenu' }] }, 'placement of the link Wall'],
  [
    'part of a variable',
    { templating: { list: [{ type: 'query', name: 'skill', staticOptions: [{ text: 'All' }] }] } },
    'staticOptions of the variable skill',
  ],
  [
    'part of a row',
    { panels: [{ type: 'row', collapsed: true, title: 'More', repeat: 'skill' }] },
    'repeat of the row More',
  ],
])('names an unknown %s', (_, dashboard, name) => {
  expect(unsupportedInDashboard(dashboard as Dashboard, plugin)).toEqual([name]);
});

it("accepts a dashboard's description, calendar and links", () => {
  const link = { title: 'Wall', type: 'link', icon: 'bolt', tooltip: 'Large', targetBlank: true, asDropdown: true };
  const dashboard = { description: 'Now', weekStart: 'monday', fiscalYearStartMonth: 3, links: [link] };
  expect(unsupportedInDashboard(dashboard as never, plugin)).toEqual([]);
});

it('names unsupported variables and annotations', () => {
  const templating = {
    list: [
      { type: 'adhoc', name: 'filters' },
      { type: 'query', name: 'skill' },
    ],
  };
  const dashboard = { templating, annotations: { list: [{ name: 'deploys' }] } };
  expect(unsupportedInDashboard(dashboard as never, plugin)).toEqual(['deploys', 'filters']);
});

it('names unsupported types of data sources', () => {
  const list = [plugin, 'prometheus'].map((query) => ({ type: 'datasource', name: query, query }));
  expect(unsupportedInDashboard({ templating: { list } } as never, plugin)).toEqual([
    expect.stringContaining('prometheus'),
  ]);
});
