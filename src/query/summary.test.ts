import { makeQuery } from '../testing/makeQuery';
import type { KmmQuery } from './model';
import { summarizeQuery } from './summary';

test.each<[Partial<KmmQuery>, string]>([
  [{}, 'Open, Closed by skill, in the time range'],
  [{ kpis: ['closed_conversations'], rows: 'account' }, 'Closed of the account, in the time range'],
  [{ window: { kind: 'last', hours: 3 } }, 'Open, Closed by skill, last 3 hours'],
  [{ window: { kind: 'last', hours: 1 } }, 'Open, Closed by skill, last hour'],
  [{ window: { kind: 'today', from: '09:00' } }, 'Open, Closed by skill, today from 09:00'],
  [
    { rows: 'group', window: { kind: 'today', from: '09:00', timeZone: 'Europe/Berlin' } },
    'Open, Closed by agent group, today from 09:00 Europe/Berlin',
  ],
  [{ kpis: ['open_conversations'], window: { kind: 'last', hours: 3 } }, 'Open by skill, now'],
  [
    { kpis: ['open_conversations'], filter: { skills: ['$skill'], groups: ['1', '2'], includeSubGroups: true } },
    'Open by skill, now, skill $skill, agent groups 1, 2 and subgroups',
  ],
  [
    { kpis: ['open_conversations'], orderBy: { kpi: 'open_conversations', desc: true }, limit: 5 },
    'Open by skill, now, highest Open first, at most 5 rows',
  ],
  [
    { kpis: ['csat'], orderBy: { kpi: 'csat', desc: false, worstFirst: true }, limit: 3 },
    'CSAT by skill, in the time range, worst level first, then lowest CSAT, at most 3 rows',
  ],
  [{ kpis: ['closed_conversations'], shape: 'series', interval: '1h' }, 'Closed by skill every hour'],
  [
    { kpis: ['closed_conversations', 'csat'], rows: 'account', shape: 'series', interval: '15m' },
    'Closed, CSAT of the account every 15 minutes',
  ],
  [{ kpis: ['csat'], rows: 'agent', shape: 'series' }, 'CSAT by agent over time'],
  [{ kpis: ['csat'], shape: 'series', interval: '$step' }, 'CSAT by skill every $step'],
  [
    { rows: 'agent', kpis: ['agent_current_status', 'status_time'], filter: { agentStatus: ['AWAY'] } },
    'Agents: Status, Status time; away',
  ],
  [{ rows: 'agent', kpis: ['agent_current_status'] }, 'Agents: Status'],
  [
    {
      rows: 'agent',
      kpis: ['csat'],
      window: { kind: 'last', hours: 3 },
      filter: { agentStatus: ['AWAY', 'BACK_SOON'], userTypes: ['HUMAN', 'BOT'], agents: ['7', '8'] },
      orderBy: { kpi: 'csat', desc: false },
    },
    'Agents: CSAT; last 3 hours, away or back soon, humans and bots, agents 7, 8, lowest CSAT first',
  ],
  [{ kpis: ['open_conversations'], filter: { userTypes: ['HUMAN'] } }, 'Open by skill, now, only humans'],
  [{ kpis: ['human_agent_load', 'human_online_load'], rows: 'account' }, 'Load, "Load, online" of the account, now'],
  [
    { kpis: ['open_conversations'], severities: 'state', filter: { skills: ['7'] } },
    'Open by skill, now, compared with the levels, skill 7',
  ],
  [
    { kpis: ['open_mcs'], rows: 'account', sampleSize: 500, openedWithin: 30, serviceLevelSeconds: 60 },
    '"MCS, open" of the account, now, samples of 500, opened in the last 30 minutes',
  ],
  [
    { kpis: ['service_level'], rows: 'account', openedWithin: 30, serviceLevelSeconds: 60 },
    'Service level of the account, in the time range, service level within 60 seconds',
  ],
  [
    { kpis: ['chat_service_level'], rows: 'account', serviceLevelSeconds: 60, chatServiceLevelSeconds: 30 },
    'Chat service level of the account, in the time range, chat service level within 30 seconds',
  ],
  [{ rows: 'conversation', kpis: ['conversation_state'] }, 'Conversations: State'],
  [
    {
      rows: 'conversation',
      kpis: ['conversation_wait_time', '$kpi'],
      filter: { states: ['QUEUED'], channels: ['SHARK', 'viber'], skills: ['7'], agents: ['8'] },
      limit: 10,
    },
    'Conversations: Wait time, $kpi; queued, skill 7, agent 8, channels Web, viber, at most 10 rows',
  ],
  [{ kpis: ['$kpi'] }, '$kpi by skill, in the time range'],
  [{ kpis: [] }, 'No KPI selected'],
])('%j reads as %s', (part, sentence) => {
  expect(summarizeQuery(makeQuery(part))).toBe(sentence);
});
