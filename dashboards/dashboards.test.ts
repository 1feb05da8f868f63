import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { isEqual } from 'lodash';

import { findKpi } from '../catalogue';
import { originalSections } from '../catalogue/original';
import { kpiOptions } from '../src/query/kpiOptions';
import type { KmmQuery } from '../src/query/model';
import type { ClassicDashboard } from './dashboard';
import { dashboards } from './outputs';
import { responseTimes } from './panels/responseTimes';
import { allOptionVariables } from './variables';

// Parsed from JSON, as in Grafana.
const asRead = (dashboard: ClassicDashboard) => JSON.parse(JSON.stringify(dashboard)) as ClassicDashboard;
const all = Object.values(dashboards()).map(asRead);
const wall = all.find((dashboard) => dashboard.uid === 'liveperson-wall');
const interactive = all.filter((dashboard) => dashboard !== wall);

const isPanel = (panel: Panel | RowPanel): panel is Panel => panel.type !== 'row';
const shownAtFirst = (dashboard: ClassicDashboard) => dashboard.panels ?? [];
const inAnyRow = (dashboard: ClassicDashboard) =>
  shownAtFirst(dashboard).flatMap((panel) => (isPanel(panel) ? [panel] : [panel, ...panel.panels]));
const panelsOf = (dashboard: ClassicDashboard) =>
  inAnyRow(dashboard)
    .filter(isPanel)
    .filter((panel) => panel.type !== 'text' && panel.type !== 'alertlist');
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as KmmQuery[];
const isStatus = (panel: Panel) => /data_status$/.test(queriesOf(panel)[0]?.kpis[0] ?? '');

// The texts of windows, in the panel's title or name, in the heading above it or in the title of its row.
const windows: Array<[RegExp, KmmQuery['window']]> = [
  [/\(\$\{hours:text\}\)/, { kind: 'last', hours: '$hours' }],
  [/last hour/, { kind: 'last', hours: 1 }],
  [/last 24 hours/, { kind: 'last', hours: 24 }],
  [/ today$/, { kind: 'today', from: '00:00' }],
];

function windowOf({ id, title, fieldConfig }: Panel, dashboard: ClassicDashboard): KmmQuery['window'] {
  const row = shownAtFirst(dashboard)
    .filter((panel) => !isPanel(panel) && (panel.id ?? 0) < (id ?? 0))
    .at(-1);
  const heading = shownAtFirst(dashboard).find((panel) => panel.type === 'text' && panel.id === (id ?? 0) - 1);
  const texts = [
    title,
    fieldConfig?.defaults.displayName,
    (heading as Panel | undefined)?.description,
    row?.title,
  ].filter((text) => text && !/time range/.test(text));
  return windows.find(([pattern]) => texts.some((text) => pattern.test(text ?? '')))?.[1] ?? { kind: 'range' };
}

const variablesOf = (dashboard?: ClassicDashboard) => (dashboard?.templating.list ?? []).map(({ name }) => name);
const panelLinksOf = (dashboard: ClassicDashboard) =>
  panelsOf(dashboard).flatMap((panel) =>
    [...JSON.stringify(panel).matchAll(/"url":"(.*?)"/g)].map(([, url = '']) => url)
  );

const everyPanel = all.flatMap((dashboard) =>
  panelsOf(dashboard).map((panel) => ({ name: `${dashboard.title}, ${panel.title}`, panel, dashboard }))
);

it('has response times of the last hour, or of the hours that the viewer selects, except in the report', () => {
  const ofResponseTimes = everyPanel
    .filter(({ dashboard: { uid } }) => uid !== 'liveperson-closed')
    .flatMap(({ name, panel }) => queriesOf(panel).map(({ kpis, window }) => ({ name, kpis, window })))
    .filter(({ kpis }) => responseTimes.some(({ id }) => kpis.includes(id)));
  expect(ofResponseTimes.length).toBeGreaterThan(5);
  const allowed = [1, '$hours'].map((hours) => ({ kind: 'last', hours }));
  const others = ofResponseTimes.filter(({ window }) => !allowed.some((one) => isEqual(one, window)));
  expect(others).toEqual([]);
});

describe.each(everyPanel)('$name', ({ panel, dashboard }) => {
  it('has a title, a description and a unit', () => {
    expect(panel.title || panel.fieldConfig?.defaults.displayName || isStatus(panel)).toBeTruthy();
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
  });

  it('has a title that fits on a phone', () => {
    const longest = (panel.title ?? '').replace('${hours:text}', 'last 24 hours');
    expect(longest.length).toBeLessThanOrEqual(42);
  });

  it('queries KPIs of the catalogue, for rows that support them', () => {
    expect(queriesOf(panel)).toHaveLength(1);
    for (const query of queriesOf(panel)) {
      expect(query.kpis).not.toHaveLength(0);
      for (const id of query.kpis) {
        expect(findKpi(id)?.rows).toContain(query.rows);
        // Current values have no history, and text cannot be drawn.
        if (query.shape === 'series') {
          expect(findKpi(id)).toMatchObject({ tense: 'window', measure: expect.stringMatching(/count|average|ratio/) });
        }
      }
      expect(query.kpis).toContain(query.orderBy?.kpi ?? query.kpis[0]);
    }
  });

  it('describes each of its KPIs by its display name', () => {
    const kpis = queriesOf(panel).flatMap((query) => query.kpis);
    const names = (panel.fieldConfig?.overrides ?? [])
      .filter(({ matcher }) => kpis.includes(matcher.options as string))
      .flatMap(({ properties }) => properties.filter(({ id }) => id === 'displayName'))
      .map(({ value }) => (value as string).replace('${__field.labels.levelSymbol} ', ''))
      .filter((name) => name.trim() && !name.startsWith('$'));
    for (const name of names) {
      expect(`\n${panel.description}`).toContain(`\n- **${name}**`);
    }
  });

  it('says of numbers that can count bots whether it counts them', () => {
    expect(panel.description).not.toContain('unless User types');
    const humans = queriesOf(panel).some(({ filter }) => filter.userTypes?.length === 1);
    expect(panel.description).not.toContain(humans ? ', including bots' : ', excluding bots');
  });

  it('aligns bars with the start of their hour', () => {
    const custom = panel.fieldConfig?.defaults.custom as { drawStyle?: string; barAlignment?: number } | undefined;
    expect(custom?.drawStyle === 'bars' ? custom.barAlignment : 1).toBe(1);
  });

  it('takes its levels from the data, because one change in the settings must change all panels', () => {
    const { defaults, overrides = [] } = panel.fieldConfig ?? {};
    expect(defaults?.thresholds?.steps.map(({ value }) => value) ?? [null]).toEqual([null]);
    const properties = overrides.flatMap((override) => override.properties.map(({ id }) => id));
    expect(properties).not.toContain('thresholds');
  });

  it('uses all filters of the dashboard, and a window that its title names', () => {
    for (const query of queriesOf(panel)) {
      expect(query.filter).toMatchObject({ skills: ['$skill'], groups: ['$group'], includeSubGroups: true });
      expect(query.filter.agents).toEqual(variablesOf(dashboard).includes('agent') ? ['$agent'] : undefined);
      const countsConversations = query.rows !== 'agent' && !query.kpis.some((id) => /agents$|^data_/.test(id));
      const byChannel = variablesOf(dashboard).includes('channel') && countsConversations;
      expect(query.filter.channels).toEqual(byChannel ? ['$channel'] : undefined);
      expect(query.filter.states).toEqual(query.rows === 'conversation' ? ['$state'] : undefined);
      expect(query.window).toEqual(windowOf(panel, dashboard));
    }
  });

  it('has overrides only for fields of its result', () => {
    const [query] = queriesOf(panel);
    const labels = query?.openPoint ? query.kpis.map((id) => findKpi(id)?.label) : [];
    const fields = [
      ...queriesOf(panel).flatMap((one) => one.kpis),
      ...(query?.levelText ? ['level'] : []),
      ...labels,
      ...labels.map((label) => `${label} (so far)`),
      query?.rows,
      `${query?.rows}Id`,
    ];
    for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
      expect(matcher.id).toBe('byName');
      expect(fields).toContain(matcher.options);
    }
  });
});

describe.each(all.map((dashboard) => ({ title: dashboard.title, dashboard })))('$title', ({ dashboard }) => {
  it('has unique panel ids', () => {
    const ids = inAnyRow(dashboard).map((panel) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fills a grid of 24 columns without overlaps or gaps', () => {
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

  it('says in its first line how old the data is', () => {
    const [first] = panelsOf(dashboard);
    const status = dashboard.uid === 'liveperson-chat' ? 'chat_data_status' : 'data_status';
    expect(first?.gridPos).toMatchObject({ x: 0, y: 0, w: 24 });
    expect(queriesOf(first as Panel)).toMatchObject([{ rows: 'account', kpis: [status], shape: 'value' }]);
  });

  it('uses no data source but that of its variable', () => {
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

  it('has variables for skills, groups and, with rows that have them, agents, channels and states', () => {
    const choices = dashboard.templating.list?.filter((variable) => variable.type === 'query');
    const queries = panelsOf(dashboard).flatMap(queriesOf);
    const hasRows = (kind: string) => queries.some(({ rows }) => rows === kind);
    const kinds = [
      ...(queries.some(({ filter }) => filter.channels) ? ['channels'] : []),
      ...['skills', 'groups'],
      ...(hasRows('agent') || hasRows('conversation') ? ['agents'] : []),
      ...(hasRows('conversation') ? ['states'] : []),
    ];
    expect(choices?.map((variable) => variable.query)).toEqual(kinds.map((kind) => ({ refId: kind, kind })));
    expect(choices?.every((variable) => variable.multi && variable.includeAll && variable.allValue === '*')).toBe(true);
  });

  it('opens with the last 24 hours, or the current day, refreshes each half minute, and has quick ranges up to the retention of 14 days', () => {
    expect(dashboard.time).toEqual({
      from: dashboard.uid === 'liveperson-monitoring' ? 'now/d' : 'now-24h',
      to: 'now',
    });
    expect(dashboard.refresh).toBe('30s');
    expect(dashboard.timepicker?.quick_ranges).toEqual(
      expect.arrayContaining([
        { display: 'Last 3 hours', from: 'now-3h', to: 'now' },
        { display: 'Last 24 hours', from: 'now-24h', to: 'now' },
        { display: 'Today from 09:00', from: 'now/d+9h', to: 'now' },
        { display: 'Last 14 days', from: 'now-14d+5m', to: 'now' },
      ])
    );
  });

  it('passes time range and variables in the links of its panels', () => {
    for (const url of panelLinksOf(dashboard)) {
      const target = all.find(({ uid }) => url.startsWith(`/d/${uid}?`));
      expect(variablesOf(target)).not.toHaveLength(0);
      expect(url).toContain('${__url_time_range}');
      for (const name of variablesOf(target).filter((variable) => variablesOf(dashboard).includes(variable))) {
        expect(url).toMatch(new RegExp(`\\$\\{${name}:queryparam\\}|var-${name}=`));
      }
    }
  });
});

it('has panel links from the skills to their agents and from the wall', () => {
  expect(all.filter((dashboard) => panelLinksOf(dashboard).length > 0).map(({ uid }) => uid)).toEqual([
    'liveperson-skills',
    'liveperson-wall',
  ]);
});

it.each(interactive)('$title links to the other dashboards and the wall with time range and variables', (dashboard) => {
  expect(dashboard.links).toMatchObject([
    { type: 'dashboards', tags: dashboard.tags, keepTime: true, includeVars: true },
    { type: 'link', url: `/d/${wall?.uid}?kiosk`, keepTime: true, includeVars: true },
  ]);
});

/** Reports whether a panel shows KPIs that not every account has: those of other APIs than Key Messaging Metrics. */
const isOfOtherApis = (panel: Panel) =>
  queriesOf(panel).some(({ kpis }) =>
    kpis.some((id) => findKpi(id)?.sources?.every(({ api }) => !api.startsWith('kmm.')) ?? false)
  );

// Grid rows that fit a full-screen browser of 1080 lines, with Grafana's bars and without.
it.each([
  ['liveperson-current', 24],
  ['liveperson-closed', 24],
  ['liveperson-wall', 27],
])('shows %s on one screen, or what every account has of it', (uid, lines) => {
  const dashboard = all.find((one) => one.uid === uid) as ClassicDashboard;
  const shown = shownAtFirst(dashboard).filter(isPanel);
  const panels = shown.filter((panel) => !isOfOtherApis(panel));
  const ends = panels.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0));
  expect(panels.length).toBeGreaterThan(10);
  expect(Math.max(...ends)).toBeLessThanOrEqual(lines);
});

it.each(['liveperson-current', 'liveperson-closed'])('%s begins with what every account has', (uid) => {
  const tops = (isOther: boolean) =>
    shownAtFirst(all.find((one) => one.uid === uid) as ClassicDashboard)
      .filter(isPanel)
      .filter((panel) => isOfOtherApis(panel) === isOther)
      .map(({ gridPos }) => gridPos?.y ?? 0);
  expect(Math.min(...tops(true))).toBeGreaterThan(Math.max(...tops(false)));
});

it('sets options of KPIs by the variables of the dashboard, and by the settings where it has none', () => {
  const withOptions = everyPanel.flatMap(({ panel, dashboard }) =>
    queriesOf(panel)
      .filter(({ kpis }) => kpiOptions(kpis).length > 0)
      .map((query) => ({ query, names: variablesOf(dashboard) }))
  );
  expect(withOptions.length).toBeGreaterThan(10);
  for (const { query, names } of withOptions) {
    for (const name of allOptionVariables) {
      const isSet = names.includes(name) && kpiOptions(query.kpis).includes(name);
      expect(query[name]).toBe(isSet ? `$${name}` : undefined);
    }
  }
});

it('has nothing below an open table of 30 rows, because it would be off screen', () => {
  for (const { panels = [] } of all) {
    const open = panels.filter(isPanel);
    const last = open.findIndex(({ type, gridPos }) => type === 'table' && (gridPos?.h ?? 0) > 24);
    expect([-1, open.length - 1]).toContain(last);
  }
});

it('has the agent cards in a collapsed row, so that they are not queried at first', () => {
  const [row] = all.flatMap(shownAtFirst).filter((panel) => !isPanel(panel) && panel.title?.startsWith('Cards'));
  expect(row).toMatchObject({ collapsed: true, panels: [{ type: 'stat' }, { type: 'stat' }, { type: 'stat' }] });
});

it.each(['liveperson-wall', 'liveperson-skills'])('%s shows at first only what every account has', (uid) => {
  const shown = shownAtFirst(all.find((one) => one.uid === uid) as ClassicDashboard).filter(isPanel);
  const ids = shown.flatMap(queriesOf).flatMap(({ kpis }) => kpis);
  const apis = ids.flatMap((id) => findKpi(id)?.sources?.[0] ?? []).map(({ api }) => api);
  expect(apis.length).toBeGreaterThan(10);
  expect(apis.filter((api) => !api.startsWith('kmm.'))).toEqual([]);
});

const kpisOf = (dashboard: ClassicDashboard) =>
  panelsOf(dashboard)
    .flatMap(queriesOf)
    .flatMap(({ kpis }) => kpis);

it('shows chats on the dashboard Chat alone, which has all of LivePerson’s chat mode and nothing of messaging', () => {
  const isOfChat = (id: string) => id.startsWith('chat_');
  expect(all.filter((dashboard) => kpisOf(dashboard).some(isOfChat)).map(({ uid }) => uid)).toEqual([
    'liveperson-chat',
  ]);
  const shown = kpisOf(all.find(({ uid }) => uid === 'liveperson-chat') as ClassicDashboard);
  expect(shown.filter((id) => !isOfChat(id))).toEqual([]);
  const ofChatMode = originalSections.filter(({ mode }) => mode === 'chat').flatMap(({ rows }) => rows);
  for (const {
    kpis: [first],
  } of ofChatMode) {
    expect(shown).toContain(first);
  }
});

it('links from a skill to its agents', () => {
  const link = JSON.stringify(all.find(({ uid }) => uid === 'liveperson-skills'));
  expect(link).toContain('/d/liveperson-agents?var-skill=${__data.fields.skillId}&');
});

it('keeps the uids, which are part of saved URLs', () => {
  expect(all.map((dashboard) => dashboard.uid)).toEqual(
    ['current', 'closed', 'agents', 'skills', 'monitoring', 'sessions', 'chat', 'wall'].map(
      (name) => `liveperson-${name}`
    )
  );
});
