import { makeQuery } from '../testing/makeQuery';
import { validateForAlert } from './alert';

test.each([
  [{ kpis: ['open_conversations'] }, undefined],
  [{ kpis: [] }, undefined],
  [{ kpis: ['open_conversations', 'csat'] }, /single KPI, and Open, CSAT are selected/],
  [{ kpis: ['open_conversations', '$kpi'] }, /single KPI/],
  [{ rows: 'agent', kpis: ['agent_current_status', 'agent_load'] }, undefined],
  [{ rows: 'conversation', kpis: ['conversation_wait_time'] }, /can't be by conversation: .* such as Unassigned\.$/],
  [{ rows: 'agent', kpis: ['agent_current_status'] }, /needs a numeric KPI/],
  [{ kpis: ['csat'], limit: 5 }, /can't have a limit/],
  [{ kpis: ['csat'], limit: 5, shape: 'series' }, undefined],
  [{ kpis: ['csat'], limit: 5, rows: 'account' }, undefined],
  [{ kpis: ['csat'], orderBy: { kpi: 'csat', desc: true } }, undefined],
  [{ kpis: ['csat'], severities: 'state' }, undefined],
  [{ kpis: ['csat'], severities: 'state', shape: 'series' }, /compared with one value per row/],
  [{ kpis: ['closed_conversations'], severities: 'level' }, /Closed can't have levels/],
  [{ kpis: ['closed_conversations'] }, undefined],
  [{ kpis: ['csat'], compareWith: 'week' }, undefined],
  [{ kpis: ['open_conversations'], compareWith: 'week' }, /no history of current values, such as Open/],
  [{ kpis: ['csat'], compareWith: 'day', severities: 'state' }, /both with levels and with an earlier time/],
] as const)('%j', (query, says) => {
  const sentence = validateForAlert(makeQuery(query as object));
  expect(sentence ?? '').toMatch(says ?? /^$/);
});
