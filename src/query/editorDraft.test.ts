import fc from 'fast-check';

import { rowKinds, type RowKind } from '../../catalogue';
import { editorDraft } from '../testing/editedQuery';
import { makeQuery } from '../testing/makeQuery';
import { withFilter, withKpis, withOrder, withRows, withShape } from './change';
import { applyChange, hiddenSelections, restoreDraft, type EditorDraft } from './editorDraft';
import type { KmmQuery } from './model';

const arbitraryRows = fc.constantFrom(...rowKinds);
const arbitraryShape = fc.constantFrom<KmmQuery['shape']>('value', 'series');

const newDraft = (query: KmmQuery): EditorDraft => ({ visible: query, complete: query });
const switchShape = (draft: EditorDraft, shape: KmmQuery['shape']) =>
  applyChange(draft, withShape(draft.visible, shape));
const switchRows = (draft: EditorDraft, rows: RowKind) => applyChange(draft, withRows(draft.visible, rows));

const queues = makeQuery({
  kpis: ['unassigned_conversations', 'closed_conversations', 'open_conversations'],
  window: { kind: 'last', hours: 3 },
  orderBy: { kpi: 'unassigned_conversations', desc: true },
  limit: 5,
});

test('switching rows and shapes back restores the query', () => {
  const steps = fc.array(fc.tuple(arbitraryRows, arbitraryShape), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(editorDraft, steps, (draft, detour) => {
      const { rows, shape } = draft.visible;
      // The first switch can reveal earlier hidden selections, so that the round trip starts after it.
      const initial = switchShape(
        switchRows(switchShape(switchRows(draft, rows === 'skill' ? 'group' : 'skill'), 'value'), rows),
        shape
      );
      const switched = detour.reduce(
        (at, [otherRows, otherShape]) => switchShape(switchRows(at, otherRows), otherShape),
        initial
      );
      expect(switchShape(switchRows(switched, rows), shape).visible).toEqual(initial.visible);
    }),
    { numRuns: 1000 }
  );
});

test('a trend hides selections and lists them, and one value restores them', () => {
  const trend = switchShape(newDraft(queues), 'series');
  expect(trend.visible).toStrictEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  expect(hiddenSelections(trend)).toEqual([
    'Not available in a trend: Unassigned, Open, window, order, limit. They return if you switch back.',
  ]);
  const back = switchShape(trend, 'value');
  expect(back.visible).toStrictEqual(queues);
  expect(hiddenSelections(back)).toEqual([]);
});

test('changes made in a trend are kept in one value', () => {
  const trend = switchShape(newDraft(queues), 'series');
  const other = applyChange(trend, withFilter(withKpis(trend.visible, ['csat']), { skills: ['101'] }));
  expect(switchShape(other, 'value').visible).toStrictEqual({
    ...queues,
    kpis: ['unassigned_conversations', 'open_conversations', 'csat'],
    filter: { skills: ['101'] },
  });
});

test('an order by a KPI that was removed from the trend is removed', () => {
  const trend = switchShape(newDraft(withOrder(queues, { kpi: 'closed_conversations', desc: true })), 'series');
  const other = applyChange(trend, withKpis(trend.visible, ['csat']));
  expect(switchShape(other, 'value').visible.orderBy).toBeUndefined();
});

test('the default KPI of a trend is dropped with the trend, unless another was added to it', () => {
  const trend = switchShape(newDraft(makeQuery({ kpis: ['open_conversations'] })), 'series');
  expect(trend.visible.kpis).toEqual(['closed_conversations']);
  expect(switchShape(trend, 'value').visible.kpis).toEqual(['open_conversations']);
  const more = applyChange(trend, withKpis(trend.visible, ['closed_conversations', 'csat']));
  expect(switchShape(more, 'value').visible.kpis).toEqual(['open_conversations', 'closed_conversations', 'csat']);
});

test('an interval is restored in the next trend', () => {
  const trend = makeQuery({ kpis: ['csat'], shape: 'series', interval: '1h' });
  expect(switchShape(switchShape(newDraft(trend), 'value'), 'series').visible).toStrictEqual(trend);
});

test('other rows hide selections and list them, and switching back restores them', () => {
  const filter: KmmQuery['filter'] = { agents: ['7'], agentStatus: ['AWAY'] };
  const agents = makeQuery({
    rows: 'agent',
    kpis: ['agent_current_status', 'assigned_conversations'],
    filter,
    limit: 3,
  });
  const account = switchRows(newDraft(agents), 'account');
  expect(account.visible).toStrictEqual(makeQuery({ rows: 'account', kpis: ['assigned_conversations'] }));
  expect(hiddenSelections(account)).toEqual([
    'Not available for the account: Status, limit, agent filter, status filter. They return if you switch back.',
  ]);
  expect(hiddenSelections(switchShape(account, 'series'))).toHaveLength(2);
  expect(switchRows(switchShape(account, 'series'), 'agent').visible.filter).toEqual(filter);
  expect(switchShape(switchRows(switchShape(account, 'series'), 'agent'), 'value').visible).toStrictEqual(agents);
});

test('hidden selections are dropped when another query is set', () => {
  const trend = switchShape(newDraft(queues), 'series');
  const example = makeQuery({ kpis: ['csat'], shape: 'series' });
  expect(restoreDraft(trend, example)).toEqual(newDraft(example));
  const hidden = { ...trend.visible, hide: true };
  expect(switchShape(restoreDraft(trend, hidden), 'value').visible).toStrictEqual({ ...queues, hide: true });
  expect(restoreDraft(undefined, queues)).toEqual(newDraft(queues));
});
