import fc from 'fast-check';

import { kpis as catalogue, rowKinds } from '../../catalogue';
import { makeQuery } from '../testing/makeQuery';
import { defaultConversationKpis } from './conversations';
import {
  canFilterByChannel,
  hasEarlierValues,
  isCurrentOnly,
  kpisFor,
  incompatibleKpis,
  withFilter,
  withInterval,
  withKpis,
  withLimit,
  withOption,
  withOrder,
  withRows,
  withShape,
} from './change';

const arbitraryRows = fc.constantFrom(...rowKinds);
const lastingRows = fc.constantFrom(...rowKinds.filter((rows) => rows !== 'conversation'));
const arbitraryKpis = fc.uniqueArray(fc.constantFrom(...catalogue.map(({ id }) => id)));

test('changing the rows keeps only compatible KPIs', () => {
  fc.assert(
    fc.property(arbitraryKpis, arbitraryRows, (kpis, rows) => {
      const compatible = kpisFor(rows).map(({ id }) => id);
      const changed = withRows(makeQuery({ kpis }), rows);
      const kept = kpis.filter((id) => compatible.includes(id));
      expect(changed.rows).toBe(rows);
      expect(changed.kpis).toEqual(
        rows === 'conversation' && kept.length === 0 ? expect.arrayContaining(['conversation_state']) : kept
      );
      expect(incompatibleKpis(changed)).toEqual([]);
    })
  );
});

test('a KPI of other rows only is not listed', () => {
  const [first] = catalogue.splice(0, 1, { ...kpisFor('account')[0]!, id: 'of_the_account', rows: ['account'] });
  try {
    expect(kpisFor('account')[0]?.id).toBe('of_the_account');
    expect(kpisFor('skill').map(({ id }) => id)).not.toContain('of_the_account');
  } finally {
    catalogue.splice(0, 1, first!);
  }
});

test('the order is always by a selected KPI', () => {
  fc.assert(
    fc.property(arbitraryKpis, arbitraryKpis, (before, after) => {
      const kpi = before[0];
      const ordered = withOrder(makeQuery({ kpis: before }), kpi === undefined ? undefined : { kpi, desc: true });
      const changed = withKpis(ordered, after);
      expect(changed.orderBy?.kpi).toBe(kpi !== undefined && after.includes(kpi) ? kpi : undefined);
    })
  );
});

test('a variable among the KPIs is kept when the rows change', () => {
  expect(withRows(makeQuery({ kpis: ['$kpi'] }), 'group').kpis).toEqual(['$kpi']);
});

test('only numeric window KPIs have a trend', () => {
  fc.assert(
    fc.property(arbitraryKpis, lastingRows, (kpis, rows) => {
      const offered = kpisFor(rows, 'series');
      expect(offered.map(({ tense }) => tense)).not.toContain('now');
      expect(offered.map(({ measure }) => measure)).not.toContain('text');
      const trend = withShape(withRows(makeQuery({ kpis }), rows), 'series');
      expect(incompatibleKpis(trend)).toEqual([]);
      expect(trend.kpis.length).toBeGreaterThan(0);
    })
  );
});

test('with a history, current values of rows that stay have a trend, too', () => {
  const ids = (rows: (typeof rowKinds)[number]) => kpisFor(rows, 'series', true).map(({ id }) => id);
  expect(ids('skill')).toEqual(expect.arrayContaining(['open_conversations', 'agent_load', 'closed_conversations']));
  expect(ids('account')).not.toContain('load_other'); // added up from agents
  expect(ids('account')).not.toContain('data_age');
  expect(ids('agent')).not.toContain('agent_load');
  const current = makeQuery({ kpis: ['open_conversations', 'longest_wait_now'] });
  expect(withShape(current, 'series', true).kpis).toEqual(['open_conversations']);
  expect(withShape(current, 'series').kpis).toEqual(['closed_conversations']);
  const trend = withShape(current, 'series', true);
  expect(withRows(trend, 'group', true).kpis).toEqual(['open_conversations']);
});

test('a trend has no order, limit or window; one value has no interval', () => {
  const value = makeQuery({
    window: { kind: 'last', hours: 3 },
    orderBy: { kpi: 'closed_conversations', desc: true },
    limit: 5,
  });
  const trend = withShape(value, 'series');
  expect(trend).toStrictEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  expect(withShape(withInterval(trend, '1h'), 'value')).toStrictEqual({ ...trend, shape: 'value' });
});

test('an interval is saved, and Auto is saved as an absent field', () => {
  const hourly = withInterval(makeQuery({ shape: 'series' }), '1h');
  expect(hourly.interval).toBe('1h');
  expect('interval' in withInterval(hourly, '')).toBe(false);
});

test('filters for agent rows are removed for other rows, the others are kept', () => {
  const filter = { skills: ['1'], userTypes: ['BOT' as const] };
  const agents = makeQuery({ rows: 'agent', filter: { ...filter, agents: ['7'], agentStatus: ['AWAY'] } });
  expect(withRows(agents, 'skill').filter).toEqual(filter);
  expect(withRows(agents, 'agent').filter).toEqual(agents.filter);
});

test('conversations have filters of their own, no trend and no comparison', () => {
  const agents = makeQuery({
    rows: 'agent',
    kpis: ['csat'],
    shape: 'series',
    interval: '1h',
    compareWith: 'day',
    filter: { skills: ['1'], agents: ['7'], agentStatus: ['AWAY'], userTypes: ['HUMAN'] },
  });
  const conversations = withRows(agents, 'conversation');
  expect(conversations).toStrictEqual(
    makeQuery({ rows: 'conversation', kpis: defaultConversationKpis, filter: { skills: ['1'], agents: ['7'] } })
  );
  expect(withShape(conversations, 'series')).toStrictEqual(conversations);
  const filtered = withFilter(conversations, { channels: ['SHARK'], states: ['QUEUED'] });
  expect(withRows(filtered, 'skill').filter).toEqual({ skills: ['1'], channels: ['SHARK'] });
  expect(withFilter(filtered, { channels: [], states: [] }).filter).toEqual({ skills: ['1'], agents: ['7'] });
});

test('account rows have no order and no limit', () => {
  const query = makeQuery({ orderBy: { kpi: 'open_conversations', desc: true }, limit: 5 });
  expect(withRows(query, 'account')).toEqual(makeQuery({ rows: 'account' }));
  expect(withRows(query, 'group')).toEqual({ ...query, rows: 'group' });
});

test('an empty filter is removed, and the sub-groups switch with its groups', () => {
  const filtered = withFilter(makeQuery(), { groups: ['1'], includeSubGroups: true, skills: ['7'] });
  expect(filtered.filter).toEqual({ groups: ['1'], includeSubGroups: true, skills: ['7'] });
  const cleared = withFilter(withFilter(filtered, { groups: [] }), { skills: [] });
  expect(Object.keys(cleared.filter)).toEqual([]);
});

test('no limit is saved as an absent field', () => {
  expect('limit' in withLimit(makeQuery({ limit: 5 }), undefined)).toBe(false);
  expect(withLimit(makeQuery(), 3).limit).toBe(3);
});

test('an option is saved, and its default as an absent field', () => {
  const fields = withOption(makeQuery(), 'layout', 'fields');
  expect(fields).toStrictEqual(makeQuery({ layout: 'fields' }));
  expect(withOption(fields, 'layout', undefined)).toStrictEqual(makeQuery());
  expect(withOption(makeQuery({ levelText: true }), 'levelText', false)).toStrictEqual(makeQuery());
});

test('one value has no unfinished interval, and no unit of its durations', () => {
  const trend = makeQuery({ shape: 'series', openPoint: 'separate', durationUnit: 'm' });
  expect(withShape(trend, 'value')).toStrictEqual(makeQuery());
});

test('a query of current values only is independent of its window', () => {
  expect(isCurrentOnly(['open_conversations', 'agent_load'])).toBe(true);
  expect(isCurrentOnly(['open_conversations', 'closed_conversations'])).toBe(false);
  expect(isCurrentOnly(['$kpi'])).toBe(false);
  expect(isCurrentOnly([])).toBe(false);
});

it.each([
  [['closed_conversations'], true],
  [['chat_abandon_rate', 'closed_conversations'], true],
  [['chat_abandon_rate', 'chat_in_queue'], false],
] as const)('LivePerson has earlier values of %j: %s', (kpis, expected) => {
  expect(hasEarlierValues([...kpis])).toBe(expected);
});

it.each([
  ['account', ['waiting_for_first_response'], true],
  ['skill', ['closed_conversations', 'open_conversations'], true],
  ['account', ['conversations_started'], true],
  ['skill', ['conversations_active'], true],
  ['account', ['closed_conversations'], false],
  ['conversation', ['conversation_state'], true],
  ['agent', ['waiting_for_first_response'], false],
] as const)('by %s, %j can be filtered by channel: %s', (rows, kpis, expected) => {
  expect(canFilterByChannel(makeQuery({ rows, kpis: [...kpis] }))).toBe(expected);
});
