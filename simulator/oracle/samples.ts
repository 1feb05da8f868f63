import type { Account } from '../contactCentre/account';
import { readExchange, type Exchange } from './exchange';
import type { OracleQuery, Records } from './oracle';
import { sampleValues, sampleValuesOf, serviceLevel } from './sampleValues';
import type { Values } from './values';

/** What a sample may be restricted to, and the threshold of the service level. */
export interface SampleQuery extends OracleQuery {
  /** Only open conversations that started in so many last minutes. */
  openedWithin?: number;
  /** In seconds; by default 120. */
  serviceLevelSeconds?: number;
}

/** The values of samples by row, of every id. */
export interface Samples {
  account: Values;
  skills: Record<string, Values>;
  groups: Record<string, Values>;
  agents: Record<string, Values>;
}

const MINUTE = 60_000;
const DEFAULT_THRESHOLD = 120;

interface Sets {
  open: Exchange[];
  closed: Exchange[];
}

/**
 * Computes what the plugin estimates from samples of conversations, from all of them: `open_…` of those open now,
 * `closed_…` and `service_level` of those closed in the window. A conversation counts for its latest skill, its latest
 * agent's group, and the people to whom it was assigned.
 */
export function computeSamples(records: Records, query: SampleQuery): Samples {
  const { account, agents } = records;
  const threshold = query.serviceLevelSeconds ?? DEFAULT_THRESHOLD;
  const all = readSets(records, query);
  const ofSkills = mapSets(all, (exchange) => isNamed(query.skillIds, account.skills[exchange.skill]!.id));
  const selected = mapSets(ofSkills, (exchange) => fitsLatestAgent(account, exchange, query));
  const values = (sets: Sets) => ({
    ...prefixed('open', sampleValues(sets.open)),
    ...prefixed('closed', sampleValues(sets.closed)),
    service_level: serviceLevel(sets.closed, threshold),
  });
  const rows = (items: Array<{ id: string; index: number }>, keyOf: (exchange: Exchange) => number | undefined) =>
    Object.fromEntries(
      items.map(({ id, index }) => [id, values(mapSets(selected, (exchange) => keyOf(exchange) === index))])
    );
  const agentValues = agents.map(({ agent }) => [
    agent.id,
    {
      ...prefixed('open', sampleValuesOf(ofSkills.open, agent)),
      ...prefixed('closed', sampleValuesOf(ofSkills.closed, agent)),
      service_level: serviceLevel(ofSkills.closed, threshold, agent),
    },
  ]);
  return {
    account: values(selected),
    skills: rows(account.skills, ({ skill }) => skill),
    groups: rows(account.groups, ({ group }) => group),
    agents: Object.fromEntries(agentValues),
  };
}

function readSets({ account, journal, now }: Records, { from, to, openedWithin }: SampleQuery): Sets {
  const since = openedWithin === undefined ? -Infinity : now - openedWithin * MINUTE;
  const sets: Sets = { open: [], closed: [] };
  for (let number = 0; number < journal.conversations; number++) {
    const closedAt = journal.closedAt(number);
    if (closedAt === Infinity && journal.startedAt(number) >= since) {
      sets.open.push(readExchange(account, journal, number));
    } else if (closedAt >= from && closedAt < to) {
      sets.closed.push(readExchange(account, journal, number));
    }
  }
  return sets;
}

function mapSets({ open, closed }: Sets, fits: (exchange: Exchange) => boolean): Sets {
  return { open: open.filter(fits), closed: closed.filter(fits) };
}

function fitsLatestAgent(account: Account, { latestAgent, group }: Exchange, query: SampleQuery): boolean {
  const groupId = group === undefined ? undefined : account.groups[group]!.id;
  return isNamed(query.groupIds, groupId) && isNamed(query.agentIds, latestAgent?.id);
}

/** An absent list names everything. */
function isNamed(ids: string[] | undefined, id: string | undefined): boolean {
  return !ids || (id !== undefined && ids.includes(id));
}

function prefixed(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${name}`, value]));
}
