import type { RegexMap } from '@grafana/grafana-foundation-sdk/dashboard';

import { topRows } from './bars';
import { agentCards } from './agentCards';
import { labelledFields } from './kpiOptions';
import { headline, stat, stats, wallStat } from './stat';
import { comparisonTable } from './table';

test("an agent's picture is an image without a text, whether it is missing or can't be loaded", () => {
  const panel = comparisonTable({
    title: 'Agents',
    rows: 'agent',
    fields: labelledFields(['agent_picture_url', 'agent_load']),
    orderKpi: 'agent_load',
  }).build();
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

test('cards have a dash for no agents and for a missing load', () => {
  const { defaults, overrides = [] } = agentCards('Away', 'AWAY', 6).build().fieldConfig ?? {};
  const load = overrides.find(({ matcher }) => matcher.options === 'agent_load');
  expect(JSON.stringify(defaults?.mappings)).toContain('"text":"–"');
  expect(JSON.stringify(load?.properties.find(({ id }) => id === 'mappings'))).toContain('"text":"–"');
});

test("bars mention the limit, and have a name in the panel's defaults, which Grafana needs for a single bar", () => {
  const panel = topRows('csat', 'skill', 5).build();
  expect(panel.description).toContain('Shows the 5 skills that need attention most');
  expect(panel.description).toMatch(/then the lowest values\.$/);
  const orderBy = { kpi: 'csat', desc: false, worstFirst: true };
  expect(panel.targets).toMatchObject([{ layout: 'fields', levelText: true, orderBy, limit: 5 }]);
  expect(panel.fieldConfig?.defaults.displayName).toBe('${__field.displayName}');
});

test('a table can have the rows that need attention most at its top, and says so', () => {
  const comparison = { title: 'Skills', rows: 'skill', fields: labelledFields(['csat']), orderKpi: 'csat' } as const;
  const panels = [comparisonTable({ ...comparison, worstFirst: true }), comparisonTable(comparison)];
  const [worst, plain] = panels.map((panel) => panel.build());
  expect(worst?.targets).toMatchObject([{ orderBy: { kpi: 'csat', desc: true, worstFirst: true } }]);
  expect(worst?.description).toContain('The skills that need attention most come first');
  expect(plain?.targets?.[0]).toHaveProperty('orderBy', { kpi: 'csat', desc: true });
  expect(plain?.description).not.toContain('attention');
});

test('numbers of a column have the same decimals, those without a unit enough of them for a share', () => {
  const fields = labelledFields(['csat', 'fcr', 'nps']);
  const { fieldConfig } = comparisonTable({ title: 'Agents', rows: 'agent', fields, orderKpi: 'csat' }).build();
  const decimals = fields.map(({ id }) => {
    const column = fieldConfig?.overrides.find(({ matcher }) => matcher.options === id);
    return column?.properties.find((property) => property.id === 'decimals')?.value as number;
  });
  expect(decimals).toEqual([1, 2, 2]);
});

test('a panel says that an estimate from few conversations has no level', () => {
  const note = 'An estimate from fewer than ten conversations has no level';
  expect(headline('open_mcs').build().description).toContain(note);
  expect(stats('Sample', labelledFields(['open_sample_size'])).build().description).not.toContain(note);
  expect(headline('csat').build().description).not.toContain(note);
});

test('the level is told in words or by a symbol, too, where a colour tells it', () => {
  for (const panel of [headline('csat'), wallStat({ id: 'csat', name: 'CSAT' })]) {
    const { targets, fieldConfig } = panel.build();
    expect(targets).toMatchObject([{ levelText: true, levelColors: 'background' }]);
    expect(fieldConfig?.defaults.displayName).toContain('${__field.labels.level}');
  }
  const [override] = stats('Quality', [{ id: 'csat', name: 'CSAT' }]).build().fieldConfig?.overrides ?? [];
  expect(override?.properties).toContainEqual({ id: 'displayName', value: '${__field.labels.levelSymbol} CSAT' });
});

test('a panel of an unknown KPI is rejected', () => {
  expect(() => stat('opened')).toThrow('The catalogue has no KPI "opened"');
});
