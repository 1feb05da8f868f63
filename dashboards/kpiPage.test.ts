import { kpis } from '../catalogue';
import { kpiPage } from './kpiPage';

function lineOf(id: string): string {
  return (
    kpiPage()
      .split('\n')
      .find((line) => line.includes(`<br>\`${id}\``)) ?? 'no such line'
  );
}

test('every KPI has a table row with its source', () => {
  for (const { id, sources = [] } of kpis) {
    expect(lineOf(id)).toMatch(
      sources.length > 0
        ? /metrics: `|agent view: `|historical: `|msg[\w ]+: `|queue(state|health): `|(eng|agent)activity: `|sla: `|sample of (open|closed) conversations: `|list of open conversations: `|search for conversations: `/
        : /computed: /
    );
  }
});

test('levels read as in the settings, with the rows that they are for', () => {
  expect(lineOf('wait_time')).toContain('| from 3 / 6 min |');
  expect(lineOf('csat')).toContain('| below 75 / 60% |');
  expect(lineOf('open_conversations')).toContain('| from account: 250 / 400; skill, group: 50 / 90 |');
  expect(lineOf('transfers')).toContain('| – |');
});

test('a formula is described in words', () => {
  expect(lineOf('status_time')).toContain('computed: the time since `agent_current_status_start_time`');
  expect(lineOf('data_age')).toContain('computed: the age of the latest `open_conversations`');
  expect(lineOf('load_other')).toContain(
    'the sum of `agent_load` × `max_slots` over the sum of `max_slots`, of human agents with the status `AWAY` or `BACK_SOON`'
  );
  expect(lineOf('transfers')).toContain('otherwise computed: `concluded_conversations` − `closed_conversations`');
});
