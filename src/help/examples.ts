import { defaultConversationKpis } from '../query/conversations';
import type { QueryInput } from '../query/defaults';

/** A query to start from. */
export interface Example {
  title: string;
  /** What it shows. */
  description: string;
  query: QueryInput;
}

const base = {
  schemaVersion: 1,
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
  layout: 'auto',
} satisfies Partial<QueryInput>;

/** The most common queries, the simplest first. */
export const examples: Example[] = [
  {
    title: 'Unassigned by skill',
    description: 'Conversations waiting for an agent now, longest queue first. Also useful as an alert rule.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['unassigned_conversations'],
      orderBy: { kpi: 'unassigned_conversations', desc: true },
    },
  },
  {
    title: 'Account load',
    description: 'Current load of human agents: all, online, and away or back soon.',
    query: { ...base, rows: 'account', kpis: ['human_agent_load', 'human_online_load', 'load_other'] },
  },
  {
    title: 'Response times by skill, last 3 hours',
    description: "How long consumers waited, independent of the dashboard's time range.",
    query: {
      ...base,
      rows: 'skill',
      kpis: ['avg_wait_time_first_response', 'wait_time', 'avg_wait_time'],
      window: { kind: 'last', hours: 3 },
      orderBy: { kpi: 'avg_wait_time_first_response', desc: true },
    },
  },
  {
    title: 'Closed by skill, compared with a week before',
    description:
      'The last 3 hours beside the same hours a week before, with the change. An alert rule gets the change.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['closed_conversations'],
      window: { kind: 'last', hours: 3 },
      compareWith: 'week',
    },
  },
  {
    title: 'Closed today by agent group',
    description: "Who closed conversations since 08:00 in the dashboard's time zone.",
    query: {
      ...base,
      rows: 'group',
      kpis: ['closed_conversations', 'closed_by_agent', 'closed_by_consumer', 'auto_closed'],
      window: { kind: 'today', from: '08:00' },
    },
  },
  {
    title: 'Agents who are away, longest first',
    description: 'Agents who are away or back soon, with reason, duration and assigned conversations.',
    query: {
      ...base,
      rows: 'agent',
      kpis: ['agent_current_status', 'agent_current_status_reason', 'status_time', 'assigned_conversations'],
      filter: { agentStatus: ['AWAY', 'BACK_SOON'] },
      orderBy: { kpi: 'status_time', desc: true },
    },
  },
  {
    title: 'Open conversations, queued first',
    description: 'Every open conversation. On a dashboard, waits and durations count up each second.',
    query: {
      ...base,
      rows: 'conversation',
      kpis: defaultConversationKpis,
    },
  },
  {
    title: 'Ten busiest agents',
    description: 'The agents with the highest current load, with conversations and slots.',
    query: {
      ...base,
      rows: 'agent',
      kpis: ['agent_load', 'assigned_conversations', 'max_slots', 'available_slots'],
      orderBy: { kpi: 'agent_load', desc: true },
      limit: 10,
    },
  },
  {
    title: 'Chat abandon rate by skill, last hour',
    description: 'Visitors who left the queue for a chat, and their share of those who entered it, the largest first.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['chat_abandon_rate', 'chat_entered_queue', 'chat_abandoned'],
      window: { kind: 'last', hours: 1 },
      orderBy: { kpi: 'chat_abandon_rate', desc: true },
    },
  },
  {
    title: 'Closed per hour',
    description: 'The account over the time range. LivePerson keeps 14 days of history.',
    query: {
      ...base,
      rows: 'account',
      kpis: ['closed_conversations', 'concluded_conversations'],
      shape: 'series',
      interval: '1h',
    },
  },
  {
    title: 'Daily response time and CSAT by skill',
    description: 'One line per skill and KPI.',
    query: {
      ...base,
      rows: 'skill',
      kpis: ['avg_wait_time', 'csat'],
      shape: 'series',
      interval: '1d',
    },
  },
];
