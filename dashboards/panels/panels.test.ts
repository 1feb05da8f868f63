import type { FieldConfig, Threshold, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import { bars, worst } from './bars';
import { cards } from './cards';
import { labelled } from './kpi';
import { headline, stat, stats } from './stat';
import { comparison } from './table';

const load = { id: 'human_agent_load', name: 'Load' };
const csat = { id: 'csat', name: 'CSAT' };

interface Look {
  steps?: Threshold[];
  mappings?: ValueMapping[];
}

const lookOf = ({ thresholds, mappings }: Pick<FieldConfig, 'thresholds' | 'mappings'>): Look => ({
  steps: thresholds?.steps,
  mappings,
});

/** What a panel says of all its fields and, over that, of some. */
function looksOf(fieldConfig: ReturnType<ReturnType<typeof stat>['build']>['fieldConfig']): Look[] {
  const defaults = fieldConfig?.defaults ?? {};
  const overrides = fieldConfig?.overrides.map(({ properties }) => ({
    ...defaults,
    ...Object.fromEntries(properties.map(({ id, value }) => [id, value as unknown])),
  }));
  return [defaults, ...(overrides ?? [])].map(lookOf);
}

/** The colour of a value that is not there; undefined where Grafana would take that of the lowest step. */
function colourOfNothing({ mappings = [] }: Look): string | undefined {
  const results = mappings.flatMap(({ type, options }) =>
    type === 'special' && 'match' in options && options.match === 'null+nan' ? [options.result] : []
  );
  return (results as Array<{ color?: string }>)[0]?.color;
}

test.each([
  ['stat', stat('csat')],
  ['headline', headline('csat')],
  ['stats', stats('Several', [load, csat])],
  ['bars', bars('Several', [load, csat])],
  ['worst', worst('csat', 'skill', 5)],
  ['cards', cards('Online', 'ONLINE')],
  ['table', comparison('Skills', 'skill', [load, csat, { id: 'avg_wait_time', name: 'Response' }], 'csat')],
])('%s: a value that is not there is neither good nor bad', (_, panel) => {
  const judged = looksOf(panel.build().fieldConfig).filter(({ steps = [] }) => steps.length > 1);
  expect(judged).not.toHaveLength(0);
  for (const look of judged) {
    expect(colourOfNothing(look)).toMatch(/^(text|dimgray|transparent)$/);
  }
});

test("an agent's picture has a text for those who cannot see it, and where it is missing no sign that would be asked for", () => {
  const panel = comparison('Agents', 'agent', labelled(['agent_picture_url', 'agent_load']), 'agent_load').build();
  const picture = panel.fieldConfig?.overrides.find(({ matcher }) => matcher.options === 'agent_picture_url');
  expect(picture?.properties).toEqual(
    expect.arrayContaining([
      { id: 'custom.cellOptions', value: { type: 'image', alt: 'Picture of the agent' } },
      { id: 'mappings', value: [] },
    ])
  );
});

test('cards say that there is nobody, and only of somebody that a load is missing', () => {
  const { defaults, overrides = [] } = cards('Away', 'AWAY').build().fieldConfig ?? {};
  const load = overrides.find(({ matcher }) => matcher.options === 'agent_load');
  expect(JSON.stringify(defaults?.mappings)).toContain('"text":"Nobody"');
  expect(JSON.stringify(load?.properties.find(({ id }) => id === 'mappings'))).toContain('"text":"–"');
});

test('bars say that a limit cuts, and are named by the panel itself, as Grafana wants it for an only bar', () => {
  const panel = worst('csat', 'skill', 5).build();
  expect(panel.description).toContain('Only the 5 skills that need attention most');
  expect(panel.fieldConfig?.defaults.displayName).toBe('${__data.fields.skill}');
});
