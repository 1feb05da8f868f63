import type { Question } from '../query/defaults';

/** A question to begin with. */
export interface Example {
  title: string;
  /** What one sees with it. */
  purpose: string;
  question: Question;
}

const plain = {
  schemaVersion: 1,
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
} satisfies Partial<Question>;

/** What people ask most, the simplest first. */
export const examples: Example[] = [
  {
    title: 'Unassigned by skill',
    purpose: 'Where conversations wait for an agent now, the fullest queue first. Also a good alert rule.',
    question: {
      ...plain,
      rows: 'skill',
      kpis: ['unassigned_conversations'],
      orderBy: { kpi: 'unassigned_conversations', desc: true },
    },
  },
  {
    title: 'Load of the account',
    purpose: 'How full human agents are now: all, those online, and those away or back soon.',
    question: { ...plain, rows: 'account', kpis: ['human_agent_load', 'human_online_load', 'load_other'] },
  },
  {
    title: 'Response times by skill, last 3 hours',
    purpose: 'How long consumers waited, whatever range the dashboard shows.',
    question: {
      ...plain,
      rows: 'skill',
      kpis: ['avg_wait_time_first_response', 'wait_time', 'avg_wait_time'],
      window: { kind: 'last', hours: 3 },
      orderBy: { kpi: 'avg_wait_time_first_response', desc: true },
    },
  },
  {
    title: 'Closed today by agent group',
    purpose: 'By whom conversations were closed since 08:00 on the clock of the dashboard.',
    question: {
      ...plain,
      rows: 'group',
      kpis: ['closed_conversations', 'closed_by_agent', 'closed_by_consumer', 'auto_closed'],
      window: { kind: 'today', from: '08:00' },
    },
  },
  {
    title: 'Agents who are away, longest first',
    purpose: 'Who is away or back soon, why, since when, and how many conversations wait with them.',
    question: {
      ...plain,
      rows: 'agent',
      kpis: ['agent_current_status', 'agent_current_status_reason', 'status_time', 'assigned_conversations'],
      filter: { agentStatus: ['AWAY', 'BACK_SOON'] },
      orderBy: { kpi: 'status_time', desc: true },
    },
  },
  {
    title: 'The ten busiest agents',
    purpose: 'The agents with the highest load now, with their conversations and slots.',
    question: {
      ...plain,
      rows: 'agent',
      kpis: ['agent_load', 'assigned_conversations', 'max_slots', 'available_slots'],
      orderBy: { kpi: 'agent_load', desc: true },
      limit: 10,
    },
  },
  {
    title: 'Closed per hour',
    purpose: 'The course of the account over the time range. LivePerson keeps 14 days: try the last 14.',
    question: {
      ...plain,
      rows: 'account',
      kpis: ['closed_conversations', 'concluded_conversations'],
      shape: 'series',
      interval: '1h',
    },
  },
  {
    title: 'Response time and CSAT by skill, day by day',
    purpose: 'A line for each skill and KPI.',
    question: {
      ...plain,
      rows: 'skill',
      kpis: ['avg_wait_time', 'csat'],
      shape: 'series',
      interval: '1d',
    },
  },
];
