import { labelledFields, withNote } from './kpiOptions';
import { comparisonTable } from './table';

const columns = labelledFields([
  'conversation_state',
  'conversation_wait_time',
  'conversation_duration',
  'conversation_consumer',
  'conversation_channel',
  'conversation_skill',
  'conversation_group',
  'conversation_agent',
  'conversation_bot',
  'last_message_age',
]);

const order =
  'Queued conversations come first, the longest wait at the top, then active ones, the longest duration first. Waits and durations count up each second; without Grafana Live, they change with each refresh.';

/** A table of the open conversations, in the order in which they need attention. */
export const conversationTable = (title: string) =>
  withNote(comparisonTable({ title, rows: 'conversation', rowName: 'ID', fields: columns }), order);
