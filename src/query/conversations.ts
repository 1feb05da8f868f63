import { findKpi } from '../../catalogue';

/** What people call the channels that LivePerson has names for, by that name. An account may have others. */
export const channelNames: Record<string, string> = findKpi('conversation_channel')?.words ?? {};

/** The KPIs of a new query by conversation. */
export const defaultConversationKpis = [
  'conversation_state',
  'conversation_channel',
  'conversation_skill',
  'conversation_agent',
  'conversation_wait_time',
  'conversation_duration',
];

/** What people call the states of open conversations. */
export const stateNames: Record<string, string> = findKpi('conversation_state')?.words ?? {};
