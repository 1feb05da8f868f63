import type { ChatRecords } from '../chat/events';
import { computeChat, type ChatQuery } from './chat';
import { computeLive, type LiveValues, type MonitoringQuery } from './monitoring';
import { computeOracle, type OracleValues, type Records } from './oracle';
import { computeSamples, type SampleQuery, type Samples } from './samples';

/**
 * All expected values: what APIs count, what the plugin estimates from samples and, in an account with chat, the values
 * of chats, of the same rows; and what screens of live conversations show.
 */
export function computeBooks(
  records: Records,
  chats: ChatRecords | undefined,
  query: SampleQuery & MonitoringQuery & ChatQuery
): OracleValues & LiveValues {
  const counted = computeOracle(records, query);
  const sampled = computeSamples(records, query);
  const chat: Partial<Samples> = chats ? computeChat(records.account, chats, query) : {};
  const join = <T extends object>(rows: Record<string, T>, ...added: Array<Record<string, object> | undefined>) =>
    Object.fromEntries(
      Object.entries(rows).map(([id, values]): [string, T] => [
        id,
        added.reduce<T>((joined, values) => ({ ...joined, ...values?.[id] }), values),
      ])
    );
  return {
    account: { ...counted.account, ...sampled.account, ...chat.account },
    skills: join(counted.skills, sampled.skills, chat.skills),
    groups: join(counted.groups, sampled.groups, chat.groups),
    agents: join(counted.agents, sampled.agents, chat.agents),
    ...computeLive(records, query),
  };
}
