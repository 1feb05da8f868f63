import type { QueryInput } from '../query/defaults';

/** A question to begin with. */
export interface Example {
  title: string;
  /** What one sees with it. */
  description: string;
  query: QueryInput;
}

const base = {
  schemaVersion: 1,
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
} satisfies Partial<QueryInput>;

/** What people ask most, the simplest first. */
export const examples: Example[] = [
  {
    title: 'Unassigned by skill',
    description: 'Where conversations wait for an agent now, the fullest queue first. Also a good alert rule.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['unassigned_conversations'],
      orderBy: { kpi: 'unassigned_conversations', desc: true },
    },
  },
  {
    title: 'Load of the account',
    description: 'How full human agents are now: all, those online, and those away or back soon.',
    query: { ...base, rows: 'account', kpis: ['human_agent_load', 'human_online_load', 'load_other'] },
  },
  {
    title: 'Response times by skill, last 3 hours',
    description: 'How long consumers waited, whatever range the dashboard shows.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['avg_wait_time_first_response', 'wait_time', 'avg_wait_time'],
      window: { kind: 'last', hours: 3 },
      orderBy: { kpi: 'avg_wait_time_first_response', desc: true },
    },
  },
  {
    title: 'Closed today by agent group',
    description: 'By whom conversations were closed since 08:00 on the clock of the dashboard.',
    query: {
      ...base,
      rows: 'group',
      kpis: ['closed_conversations', 'closed_by_agent', 'closed_by_consumer', 'auto_closed'],
      window: { kind: 'today', from: '08:00' },
    },
  },
  {
    title: 'Agents who are away, longest first',
    description: 'Who is away or back soon, why, since when, and how many conversations wait with them.',
    query: {
      ...base,
      rows: 'agent',
      kpis: ['agent_current_status', 'agent_current_status_reason', 'status_time', 'assigned_conversations'],
      filter: { agentStatus: ['AWAY', 'BACK_SOON'] },
      orderBy: { kpi: 'status_time', desc: true },
    },
  },
  {
    title: 'The ten busiest agents',
    description: 'The agents with the highest load now, with their conversations and slots.',
    query: {
      ...base,
      rows: 'agent',
      kpis: ['agent_load', 'assigned_conversations', 'max_slots', 'available_slots'],
      orderBy: { kpi: 'agent_load', desc: true },
      limit: 10,
    },
  },
  {
    title: 'Closed per hour',
    description: 'The course of the account over the time range. LivePerson keeps 14 days: try the last 14.',
    query: {
      ...base,
      rows: 'account',
      kpis: ['closed_conversations', 'concluded_conversations'],
      shape: 'series',
      interval: '1h',
    },
  },
  {
    title: 'Response time and CSAT by skill, day by day',
    description: 'A line for each skill and KPI.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['avg_wait_time', 'csat'],
      shape: 'series',
      interval: '1d',
    },
  },
];
