import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { findKpi } from '../catalogue';
import type { KmmQuery } from '../src/query/model';
import { current } from './current';
import type { ClassicDashboard } from './dashboard';
import { skills } from './skills';

// As Grafana reads them: from JSON.
const asRead = (dashboard: ClassicDashboard) => JSON.parse(JSON.stringify(dashboard)) as ClassicDashboard;
const all = [asRead(current()), asRead(skills())];

const isPanel = (panel: Panel | RowPanel): panel is Panel => panel.type !== 'row';
const panelsOf = (dashboard: ClassicDashboard) => (dashboard.panels ?? []).filter(isPanel);
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as KmmQuery[];

const everyPanel = all.flatMap((dashboard) =>
  panelsOf(dashboard).map((panel) => ({ name: `${dashboard.title}, ${panel.title}`, panel }))
);

describe.each(everyPanel)('$name', ({ panel }) => {
  it('says what it means, in which unit', () => {
    expect(panel.title).toBeTruthy();
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
  });

  it('asks only KPIs of the catalogue, for rows that they can have', () => {
    expect(queriesOf(panel)).toHaveLength(1);
    for (const query of queriesOf(panel)) {
      expect(query.kpis).not.toHaveLength(0);
      for (const id of query.kpis) {
        expect(findKpi(id)?.rows).toContain(query.rows);
      }
      expect(query.kpis).toContain(query.orderBy?.kpi ?? query.kpis[0]);
    }
  });

  it('follows the dashboard: data source, skill, group, time range', () => {
    for (const query of queriesOf(panel)) {
      expect(query.filter).toEqual({ skills: ['$skill'], groups: ['$group'], includeSubGroups: true });
      expect(query.window).toEqual({ kind: 'range' });
    }
  });

  it('matches its overrides to fields of its answer', () => {
    const [query] = queriesOf(panel);
    const fields = [...(query?.kpis ?? []), query?.rows, `${query?.rows}Id`];
    for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
      expect(matcher.id).toBe('byName');
      expect(fields).toContain(matcher.options);
    }
  });
});

describe.each(all.map((dashboard) => ({ title: dashboard.title, dashboard })))('$title', ({ dashboard }) => {
  it('gives every panel and row an id of its own', () => {
    const ids = (dashboard.panels ?? []).map((panel) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fills a grid of 24 columns without overlap or gap', () => {
    const taken = new Set<string>();
    for (const { gridPos } of dashboard.panels ?? []) {
      for (let x = gridPos?.x ?? 0; x < (gridPos?.x ?? 0) + (gridPos?.w ?? 0); x++) {
        for (let y = gridPos?.y ?? 0; y < (gridPos?.y ?? 0) + (gridPos?.h ?? 0); y++) {
          expect(x).toBeLessThan(24);
          expect(taken).not.toContain(`${x},${y}`);
          taken.add(`${x},${y}`);
        }
      }
    }
    const height = Math.max(...[...taken].map((cell) => Number(cell.split(',')[1]))) + 1;
    expect(taken.size).toBe(24 * height);
    // A full-screen browser of 1080 lines shows this many.
    expect(height).toBeLessThanOrEqual(24);
  });

  it('names no data source but the one that the viewer chose', () => {
    const references: unknown[] = [];
    JSON.parse(JSON.stringify(dashboard), (key, value: unknown) => {
      if (key === 'datasource') {
        references.push(value);
      }
      return value;
    });
    expect(references).not.toHaveLength(0);
    for (const reference of references) {
      expect(reference).toEqual({ type: 'kmm-liveperson-datasource', uid: '${datasource}' });
    }
    const [first] = dashboard.templating.list ?? [];
    expect(first).toMatchObject({ name: 'datasource', type: 'datasource', query: 'kmm-liveperson-datasource' });
  });

  it('offers all skills and groups, and links to the others with what was chosen', () => {
    const choices = dashboard.templating.list?.filter((variable) => variable.type === 'query');
    expect(choices?.map((variable) => variable.query)).toEqual([
      { refId: 'skills', kind: 'skills' },
      { refId: 'groups', kind: 'groups' },
    ]);
    expect(choices?.every((variable) => variable.multi && variable.includeAll && variable.allValue === '*')).toBe(true);
    expect(dashboard.links).toMatchObject([
      { type: 'dashboards', tags: dashboard.tags, keepTime: true, includeVars: true },
    ]);
  });

  it('stays within what KMM answers: 24 hours, refreshed by the minute', () => {
    expect(dashboard.time).toEqual({ from: 'now-24h', to: 'now' });
    expect(dashboard.refresh).toBe('1m');
  });
});

it('keeps the addresses under which people have saved them', () => {
  expect(all.map((dashboard) => dashboard.uid)).toEqual(['liveperson-current', 'liveperson-skills']);
});
