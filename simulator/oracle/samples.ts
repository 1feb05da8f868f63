import type { Account, Agent } from '../contactCentre/account';
import { readExchange, type Exchange } from './exchange';
import type { OracleQuery, Records } from './oracle';
import { sampleValues, serviceLevel } from './sampleValues';
import type { Values } from './values';

/** What a sample may be restricted to, and the threshold of the service level. */
export interface SampleQuery extends OracleQuery {
  /** Only open conversations that started in so many last minutes. */
  openedWithin?: number;
  /** In seconds; by default 300. */
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
const DEFAULT_THRESHOLD = 300;

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
  const values = (sets: Sets = { open: [], closed: [] }, person?: Agent) => ({
    ...prefixed('open', sampleValues(sets.open, person)),
    ...prefixed('closed', sampleValues(sets.closed, person)),
    service_level: serviceLevel(sets.closed, threshold, person),
  });
  const bySkill = groupSets(selected, ({ skill }) => [skill]);
  const byGroup = groupSets(selected, ({ group }) => (group === undefined ? [] : [group]));
  const byPerson = groupSets(ofSkills, ({ people }) => [...people].map(({ index }) => index));
  return {
    account: values(selected),
    skills: Object.fromEntries(account.skills.map(({ id, index }) => [id, values(bySkill.get(index))])),
    groups: Object.fromEntries(account.groups.map(({ id, index }) => [id, values(byGroup.get(index))])),
    agents: Object.fromEntries(agents.map(({ agent }) => [agent.id, values(byPerson.get(agent.index), agent)])),
  };
}

/** The conversations by row, by the indexes that they have. */
function groupSets({ open, closed }: Sets, keysOf: (exchange: Exchange) => number[]): Map<number, Sets> {
  const rows = new Map<number, Sets>();
  const add = (exchange: Exchange, list: keyof Sets) =>
    keysOf(exchange).forEach((key) => {
      const sets = rows.get(key) ?? { open: [], closed: [] };
      rows.set(key, sets);
      sets[list].push(exchange);
    });
  open.forEach((exchange) => add(exchange, 'open'));
  closed.forEach((exchange) => add(exchange, 'closed'));
  return rows;
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
