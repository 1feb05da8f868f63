import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { findKpi } from '../catalogue';
import type { KmmQuery } from '../src/query/model';
import { sentence } from './accountLevels';
import type { ClassicDashboard } from './dashboard';
import { dashboards } from './outputs';

// As Grafana reads them: from JSON.
const asRead = (dashboard: ClassicDashboard) => JSON.parse(JSON.stringify(dashboard)) as ClassicDashboard;
const all = Object.values(dashboards()).map(asRead);
const wall = all.find((dashboard) => dashboard.uid === 'liveperson-wall');
const touched = all.filter((dashboard) => dashboard !== wall);

const isPanel = (panel: Panel | RowPanel): panel is Panel => panel.type !== 'row';
const shownAtFirst = (dashboard: ClassicDashboard) => dashboard.panels ?? [];
const inAnyRow = (dashboard: ClassicDashboard) =>
  shownAtFirst(dashboard).flatMap((panel) => (isPanel(panel) ? [panel] : [panel, ...panel.panels]));
const panelsOf = (dashboard: ClassicDashboard) =>
  inAnyRow(dashboard)
    .filter(isPanel)
    .filter((panel) => panel.type !== 'text');
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as KmmQuery[];

const choicesOf = (dashboard?: ClassicDashboard) => (dashboard?.templating.list ?? []).map(({ name }) => name);
const panelLinksOf = (dashboard: ClassicDashboard) =>
  panelsOf(dashboard).flatMap((panel) =>
    [...JSON.stringify(panel).matchAll(/"url":"(.*?)"/g)].map(([, url = '']) => url)
  );

const everyPanel = all.flatMap((dashboard) =>
  panelsOf(dashboard).map((panel) => ({ name: `${dashboard.title}, ${panel.title}`, panel, dashboard }))
);

describe.each(everyPanel)('$name', ({ panel, dashboard }) => {
  it('says what it means, in which unit', () => {
    expect(panel.title || panel.fieldConfig?.defaults.displayName || panel.type === 'bargauge').toBeTruthy();
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
  });

  it('asks only KPIs of the catalogue, for rows that they can have', () => {
    expect(queriesOf(panel)).toHaveLength(1);
    for (const query of queriesOf(panel)) {
      expect(query.kpis).not.toHaveLength(0);
      for (const id of query.kpis) {
        expect(findKpi(id)?.rows).toContain(query.rows);
        // LivePerson has no past of what is true now, and nothing is drawn of a name.
        if (query.shape === 'series') {
          expect(findKpi(id)).toMatchObject({ tense: 'window', measure: expect.stringMatching(/count|average|ratio/) });
        }
      }
      expect(query.kpis).toContain(query.orderBy?.kpi ?? query.kpis[0]);
    }
  });

  it('explains each of its KPIs under the name that it has there', () => {
    const [query] = queriesOf(panel);
    const names = (panel.fieldConfig?.overrides ?? [])
      .filter(({ matcher }) => query?.kpis.includes(matcher.options as string))
      .flatMap(({ properties }) => properties.filter(({ id }) => id === 'displayName'))
      .map(({ value }) => value as string)
      .filter((name) => !name.startsWith('$'));
    for (const name of names) {
      expect(`\n${panel.description}`).toContain(`\n- **${name}**`);
    }
  });

  it('has bars that begin where their hour does', () => {
    const custom = panel.fieldConfig?.defaults.custom as { drawStyle?: string; barAlignment?: number } | undefined;
    expect(custom?.drawStyle === 'bars' ? custom.barAlignment : 1).toBe(1);
  });

  it('says so where its levels are not for what filters leave', () => {
    const [query] = queriesOf(panel);
    const isJudged = query?.kpis.some((id) => findKpi(id)?.thresholds?.account) && query.rows === 'account';
    expect(panel.description?.includes(sentence)).toBe(Boolean(isJudged));
  });

  it('follows every choice of the dashboard, and the time range', () => {
    for (const query of queriesOf(panel)) {
      expect(query.filter).toMatchObject({ skills: ['$skill'], groups: ['$group'], includeSubGroups: true });
      expect(query.filter.agents).toEqual(choicesOf(dashboard).includes('agent') ? ['$agent'] : undefined);
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
    const ids = inAnyRow(dashboard).map((panel) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fills a grid of 24 columns without overlap or gap', () => {
    const taken = new Set<string>();
    for (const { gridPos } of shownAtFirst(dashboard)) {
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

  it('offers all skills, groups and, where it shows them, agents', () => {
    const choices = dashboard.templating.list?.filter((variable) => variable.type === 'query');
    const asked = panelsOf(dashboard).flatMap(queriesOf);
    const kinds = ['skills', 'groups', ...(asked.some((query) => query.rows === 'agent') ? ['agents'] : [])];
    expect(choices?.map((variable) => variable.query)).toEqual(kinds.map((kind) => ({ refId: kind, kind })));
    expect(choices?.every((variable) => variable.multi && variable.includeAll && variable.allValue === '*')).toBe(true);
  });

  it('opens with the last 24 hours, refreshed by the minute, and offers up to the 14 days that LivePerson keeps', () => {
    expect(dashboard.time).toEqual({ from: 'now-24h', to: 'now' });
    expect(dashboard.refresh).toBe('1m');
    expect(dashboard.timepicker?.quick_ranges).toEqual(
      expect.arrayContaining([
        { display: 'Last 24 hours', from: 'now-24h', to: 'now' },
        { display: 'Last 14 days', from: 'now-14d+5m', to: 'now' },
      ])
    );
  });

  it('keeps the time and every choice in the links of its panels', () => {
    for (const url of panelLinksOf(dashboard)) {
      const target = all.find(({ uid }) => url.startsWith(`/d/${uid}?`));
      expect(choicesOf(target)).not.toHaveLength(0);
      expect(url).toContain('${__url_time_range}');
      for (const name of choicesOf(target).filter((choice) => choicesOf(dashboard).includes(choice))) {
        expect(url).toMatch(new RegExp(`\\$\\{${name}:queryparam\\}|var-${name}=`));
      }
    }
  });
});

it('has links from the skills to their agents and from the wall', () => {
  expect(all.filter((dashboard) => panelLinksOf(dashboard).length > 0).map(({ uid }) => uid)).toEqual([
    'liveperson-skills',
    'liveperson-wall',
  ]);
});

it.each(touched)('$title leads to the others and to the wall with what was chosen', (dashboard) => {
  expect(dashboard.links).toMatchObject([
    { type: 'dashboards', tags: dashboard.tags, keepTime: true, includeVars: true },
    { type: 'link', url: `/d/${wall?.uid}?kiosk`, keepTime: true, includeVars: true },
  ]);
});

// What a full-screen browser of 1080 lines shows, with Grafana's bars and without.
it.each([
  ['liveperson-current', 24],
  ['liveperson-closed', 24],
  ['liveperson-wall', 27],
])('shows %s on one screen', (uid, lines) => {
  const dashboard = all.find((one) => one.uid === uid);
  const ends = dashboard?.panels?.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0));
  expect(Math.max(...(ends ?? [Infinity]))).toBeLessThanOrEqual(lines);
});

it('has nothing that is open below a table as long as a page of 30 rows, where nobody would find it', () => {
  for (const { panels = [] } of all) {
    const open = panels.filter(isPanel);
    const last = open.findIndex(({ type, gridPos }) => type === 'table' && (gridPos?.h ?? 0) > 24);
    expect([-1, open.length - 1]).toContain(last);
  }
});

it('asks for no agents before the row of their cards is opened', () => {
  const [row] = all.flatMap(shownAtFirst).filter((panel) => !isPanel(panel) && panel.title?.startsWith('Cards'));
  expect(row).toMatchObject({ collapsed: true, panels: [{ type: 'stat' }, { type: 'stat' }, { type: 'stat' }] });
});

it('leads from a skill to its agents', () => {
  const link = JSON.stringify(all.find(({ uid }) => uid === 'liveperson-skills'));
  expect(link).toContain('/d/liveperson-agents?var-skill=${__data.fields.skillId}&');
});

it('keeps the addresses under which people have saved them', () => {
  expect(all.map((dashboard) => dashboard.uid)).toEqual(
    ['current', 'closed', 'agents', 'skills', 'wall'].map((name) => `liveperson-${name}`)
  );
});
