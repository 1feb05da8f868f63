import fc from 'fast-check';

import type { Rows } from '../../catalogue';
import { anyChosen } from '../testing/choices';
import { queryOf } from '../testing/queries';
import { withFilter, withKpis, withOrder, withRows, withShape } from './change';
import { choose, leftOut, recall, type Chosen } from './chosen';
import type { KmmQuery } from './model';

const anyRows = fc.constantFrom<Rows>('account', 'skill', 'group', 'agent');
const anyShape = fc.constantFrom<KmmQuery['shape']>('value', 'series');

const start = (query: KmmQuery): Chosen => ({ shown: query, all: query });
const turn = (chosen: Chosen, shape: KmmQuery['shape']) => choose(chosen, withShape(chosen.shown, shape));
const toRows = (chosen: Chosen, rows: Rows) => choose(chosen, withRows(chosen.shown, rows));

const queues = queryOf({
  kpis: ['unassigned_conversations', 'closed_conversations', 'open_conversations'],
  window: { kind: 'last', hours: 3 },
  orderBy: { kpi: 'unassigned_conversations', desc: true },
  limit: 5,
});

test('a detour over other rows and shapes leads back to the same query', () => {
  const steps = fc.array(fc.tuple(anyRows, anyShape), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(anyChosen, steps, (chosen, detour) => {
      const { rows, shape } = chosen.shown;
      // What is shown may have room for something that was left out before: only from then on it is a detour.
      const home = turn(toRows(turn(toRows(chosen, rows === 'skill' ? 'group' : 'skill'), 'value'), rows), shape);
      const away = detour.reduce((at, [otherRows, otherShape]) => turn(toRows(at, otherRows), otherShape), home);
      expect(turn(toRows(away, rows), shape).shown).toEqual(home.shown);
    }),
    { numRuns: 1000 }
  );
});

test('a trend leaves out what has none and says so, and one value brings it back', () => {
  const trend = turn(start(queues), 'series');
  expect(trend.shown).toStrictEqual(queryOf({ kpis: ['closed_conversations'], shape: 'series' }));
  expect(leftOut(trend)).toEqual([
    'Left out of a trend: Unassigned, Open, the window, the order, the limit. “One value” brings back what is left out.',
  ]);
  const back = turn(trend, 'value');
  expect(back.shown).toStrictEqual(queues);
  expect(leftOut(back)).toEqual([]);
});

test('what is chosen meanwhile stays chosen, and what is removed stays removed', () => {
  const trend = turn(start(queues), 'series');
  const other = choose(trend, withFilter(withKpis(trend.shown, ['csat']), { skills: ['101'] }));
  expect(turn(other, 'value').shown).toStrictEqual({
    ...queues,
    kpis: ['unassigned_conversations', 'open_conversations', 'csat'],
    filter: { skills: ['101'] },
  });
});

test('an order by a KPI that was removed from the trend is gone', () => {
  const trend = turn(start(withOrder(queues, { kpi: 'closed_conversations', desc: true })), 'series');
  const other = choose(trend, withKpis(trend.shown, ['csat']));
  expect(turn(other, 'value').shown.orderBy).toBeUndefined();
});

test('a KPI that stands in for others goes with the trend, unless others were chosen beside it', () => {
  const trend = turn(start(queryOf({ kpis: ['open_conversations'] })), 'series');
  expect(trend.shown.kpis).toEqual(['closed_conversations']);
  expect(turn(trend, 'value').shown.kpis).toEqual(['open_conversations']);
  const more = choose(trend, withKpis(trend.shown, ['closed_conversations', 'csat']));
  expect(turn(more, 'value').shown.kpis).toEqual(['open_conversations', 'closed_conversations', 'csat']);
});

test('an interval is there again in the next trend', () => {
  const trend = queryOf({ kpis: ['csat'], shape: 'series', interval: '1h' });
  expect(turn(turn(start(trend), 'value'), 'series').shown).toStrictEqual(trend);
});

test('other rows leave out what they cannot have and say so, and bring it back', () => {
  const filter: KmmQuery['filter'] = { agents: ['7'], agentStatus: ['AWAY'] };
  const agents = queryOf({ rows: 'agent', kpis: ['agent_current_status', 'assigned_conversations'], filter, limit: 3 });
  const account = toRows(start(agents), 'account');
  expect(account.shown).toStrictEqual(queryOf({ rows: 'account', kpis: ['assigned_conversations'] }));
  expect(leftOut(account)).toEqual([
    'Left out for such rows: Status, the limit, the filter by agents, the filter by status. Other rows bring back what is left out.',
  ]);
  expect(leftOut(turn(account, 'series'))).toHaveLength(2);
  expect(toRows(turn(account, 'series'), 'agent').shown.filter).toEqual(filter);
  expect(turn(toRows(turn(account, 'series'), 'agent'), 'value').shown).toStrictEqual(agents);
});

test('nothing is remembered of a query that another one took the place of', () => {
  const trend = turn(start(queues), 'series');
  const example = queryOf({ kpis: ['csat'], shape: 'series' });
  expect(recall(trend, example)).toEqual(start(example));
  const hidden = { ...trend.shown, hide: true };
  expect(turn(recall(trend, hidden), 'value').shown).toStrictEqual({ ...queues, hide: true });
  expect(recall(undefined, queues)).toEqual(start(queues));
});
