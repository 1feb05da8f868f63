import type { FieldConfig, RegexMap, Threshold, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import { shareBars, topRows } from './bars';
import { agentCards } from './agentCards';
import { labelledFields } from './kpiOptions';
import { headline, stat, stats } from './stat';
import { comparisonTable } from './table';

const load = { id: 'human_agent_load', name: 'Load' };
const csat = { id: 'csat', name: 'CSAT' };

interface Appearance {
  steps?: Threshold[];
  mappings?: ValueMapping[];
}

const appearanceOf = ({ thresholds, mappings }: Pick<FieldConfig, 'thresholds' | 'mappings'>): Appearance => ({
  steps: thresholds?.steps,
  mappings,
});

/** The defaults of a panel, and the defaults with each override applied. */
function appearancesOf(fieldConfig: ReturnType<ReturnType<typeof stat>['build']>['fieldConfig']): Appearance[] {
  const defaults = fieldConfig?.defaults ?? {};
  const overrides = fieldConfig?.overrides.map(({ properties }) => ({
    ...defaults,
    ...Object.fromEntries(properties.map(({ id, value }) => [id, value as unknown])),
  }));
  return [defaults, ...(overrides ?? [])].map(appearanceOf);
}

/** The colour of a missing value; undefined if Grafana would use that of the lowest step. */
function missingValueColour({ mappings = [] }: Appearance): string | undefined {
  const results = mappings.flatMap(({ type, options }) =>
    type === 'special' && 'match' in options && options.match === 'null+nan' ? [options.result] : []
  );
  return (results as Array<{ color?: string }>)[0]?.color;
}

test.each([
  ['stat', stat('csat')],
  ['headline', headline('csat')],
  ['stats', stats('Several', [load, csat])],
  ['bars', shareBars('Several', [load, csat])],
  ['top rows', topRows('csat', 'skill', 5)],
  ['cards', agentCards('Online', 'ONLINE')],
  ['table', comparisonTable('Skills', 'skill', [load, csat, { id: 'avg_wait_time', name: 'Response' }], 'csat')],
])('%s: a missing value has a neutral colour', (_, panel) => {
  const coloured = appearancesOf(panel.build().fieldConfig).filter(({ steps = [] }) => steps.length > 1);
  expect(coloured).not.toHaveLength(0);
  for (const appearance of coloured) {
    expect(missingValueColour(appearance)).toMatch(/^(text|dimgray|transparent)$/);
  }
});

test("an agent's picture is an image without a text, whether it is missing or can't be loaded", () => {
  const panel = comparisonTable(
    'Agents',
    'agent',
    labelledFields(['agent_picture_url', 'agent_load']),
    'agent_load'
  ).build();
  const picture = panel.fieldConfig?.overrides.find(({ matcher }) => matcher.options === 'agent_picture_url');
  expect(picture?.properties).toEqual(
    expect.arrayContaining([
      { id: 'custom.cellOptions', value: { type: 'markdown' } },
      { id: 'noValue', value: '' },
    ])
  );
  const mappings = picture?.properties.find(({ id }) => id === 'mappings')?.value as RegexMap[];
  const texts = mappings.map(({ options: { pattern, result } }) =>
    'https://example.com/ana.png'.replace(new RegExp(pattern), result.text ?? '')
  );
  expect(texts).toEqual([expect.stringMatching(/^<img src="https:\/\/example.com\/ana.png" alt="" [^>]*>$/)]);
});

test('cards have different texts for no agents and for a missing load', () => {
  const { defaults, overrides = [] } = agentCards('Away', 'AWAY').build().fieldConfig ?? {};
  const load = overrides.find(({ matcher }) => matcher.options === 'agent_load');
  expect(JSON.stringify(defaults?.mappings)).toContain('"text":"Nobody"');
  expect(JSON.stringify(load?.properties.find(({ id }) => id === 'mappings'))).toContain('"text":"–"');
});

test("bars mention the limit, and have their name in the panel's defaults, which Grafana needs for a single bar", () => {
  const panel = topRows('csat', 'skill', 5).build();
  expect(panel.description).toContain('Only the 5 skills that need attention most');
  expect(panel.fieldConfig?.defaults.displayName).toBe('${__data.fields.skill}');
});
