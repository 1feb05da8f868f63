import { computeLive, type LiveValues, type MonitoringQuery } from './monitoring';
import { computeOracle, type OracleValues, type Records } from './oracle';
import { computeSamples, type SampleQuery } from './samples';

/**
 * All expected values: what APIs count, and what the plugin estimates from samples, of the same rows; and what screens of
 * live conversations show.
 */
export function computeBooks(records: Records, query: SampleQuery & MonitoringQuery): OracleValues & LiveValues {
  const counted = computeOracle(records, query);
  const sampled = computeSamples(records, query);
  const join = <T extends object>(rows: Record<string, T>, added: Record<string, object>) =>
    Object.fromEntries(Object.entries(rows).map(([id, values]): [string, T] => [id, { ...values, ...added[id] }]));
  return {
    account: { ...counted.account, ...sampled.account },
    skills: join(counted.skills, sampled.skills),
    groups: join(counted.groups, sampled.groups),
    agents: join(counted.agents, sampled.agents),
    ...computeLive(records, query),
  };
}
