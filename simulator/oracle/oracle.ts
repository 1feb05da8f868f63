import type { Account, Agent, UserType } from '../contactCentre/account';
import type { ContactCentre } from '../contactCentre/contactCentre';
import { computeAgentValues, type AgentValues } from './agentValues';
import { takeSnapshot, computeValues, type Events, type Values, type AgentSnapshot } from './values';
import { readTimeline, type Attributed, type Timeline } from './timeline';

/** The filters and the window of oracle values. An absent list means all. The window is [from, to) in epoch ms. */
export interface OracleQuery {
  from: number;
  to: number;
  skillIds?: string[];
  groupIds?: string[];
  agentIds?: string[];
  /** Events in a queue are those of the type that serves the skill. */
  userTypes?: UserType[];
  /** Leaves out events in a queue, which are no agent's. */
  ofAgents?: boolean;
}

/**
 * The expected values of a contact centre. Groups exclude their sub-groups. Agents are those of the groups and types with
 * one of the skills, logged in or not, each with all its conversations of any skill; events in a queue belong to no agent.
 */
export interface OracleValues {
  account: Values;
  skills: Record<string, Values>;
  groups: Record<string, Values>;
  agents: Record<string, AgentValues>;
}

/** The raw records of a contact centre, the only input of the oracle. */
export type Records = Pick<ContactCentre, 'account' | 'journal' | 'agents' | 'now'>;

/**
 * Computes all values directly from the raw records. The implementation is simple and independent of the APIs, so that
 * both can be compared.
 */
export function computeOracle({ account, journal, agents, now }: Records, query: OracleQuery): OracleValues {
  const timelines: Timeline[] = [];
  for (let number = 0; number < journal.conversations; number++) {
    const inWindow = journal.startedAt(number) < query.to && journal.closedAt(number) >= query.from;
    if (inWindow || journal.closedAt(number) === Infinity) {
      timelines.push(readTimeline(account, journal, number));
    }
  }
  const agentStates = agents.map((state) => readAgentState(state, timelines, now));
  const allEvents = collectEvents(timelines, agentStates, query);
  const selectedEvents = filterEvents(account, allEvents, query);
  const valuesOf = (events: Events | undefined) => computeValues(events ?? noEvents(), { ...query, now });
  const bySkill = groupEvents(selectedEvents, ({ skill }) => skill, ({ skills }) => skills); // prettier-ignore
  const byGroup = groupEvents(
    selectedEvents,
    (event) => groupOf(account, event),
    ({ group }) => [group]
  );
  const wanted = <T extends { id: string }>(items: T[], ids?: string[]) =>
    items.filter(({ id }) => ids?.includes(id) ?? true);
  return {
    account: valuesOf(selectedEvents),
    skills: Object.fromEntries(
      wanted(account.skills, query.skillIds).map(({ id, index }) => [id, valuesOf(bySkill.get(index))])
    ),
    groups: Object.fromEntries(
      wanted(account.groups, query.groupIds).map(({ id, index }) => [id, valuesOf(byGroup.get(index))])
    ),
    agents: agentValues(allEvents, selectedEvents.agents, agents, { ...query, now }),
  };
}

function agentValues(
  allEvents: Events,
  selected: AgentSnapshot[],
  agents: Records['agents'],
  query: OracleQuery & { now: number }
): Record<string, AgentValues> {
  const byAgent = groupEvents(
    allEvents,
    ({ agent }) => agent?.index ?? -1,
    ({ index }) => [index]
  );
  return Object.fromEntries(
    selected.map((snapshot) => {
      const { id, index } = snapshot.agent;
      return [id, computeAgentValues(byAgent.get(index)!, snapshot, agents[index]!, query)];
    })
  );
}

function readAgentState(
  { agent, records }: Records['agents'][number],
  timelines: Timeline[],
  now: number
): AgentSnapshot {
  const assigned = timelines.filter((timeline) => timeline.open && timeline.agent === agent);
  const status = records.filter(({ at }) => at <= now).at(-1)?.status ?? 'OFFLINE';
  return takeSnapshot(agent, status, assigned, now);
}

/** The events in the window, and the current state. */
function collectEvents(timelines: Timeline[], agents: AgentSnapshot[], { from, to }: OracleQuery): Events {
  const inside = ({ at }: { at: number }) => at >= from && at < to;
  return {
    responses: timelines.flatMap(({ responses }) => responses).filter(inside),
    conclusions: timelines.flatMap(({ conclusions }) => conclusions).filter(inside),
    ratings: timelines.flatMap(({ ratings }) => ratings).filter(inside),
    answers: timelines.flatMap(({ answers }) => answers).filter(inside),
    returns: timelines.flatMap(({ returns }) => returns).filter(inside),
    intents: timelines.flatMap(({ intents }) => intents).filter(inside),
    stays: timelines.flatMap(({ stays }) => stays),
    skillSegments: timelines.flatMap(({ skillSegments }) => skillSegments).filter(inside),
    agentSegments: timelines.flatMap(({ agentSegments }) => agentSegments).filter(inside),
    openConversations: timelines.filter(({ open }) => open),
    agents,
  };
}

function filterEvents(account: Account, events: Events, query: OracleQuery): Events {
  const { skillIds, groupIds, agentIds, userTypes, ofAgents = agentIds !== undefined } = query;
  const hasSkill = (index: number) => skillIds?.includes(account.skills[index]!.id) ?? true;
  const hasGroup = (index: number) => groupIds?.includes(account.groups[index]!.id) ?? true;
  const hasType = (type: UserType) => userTypes?.includes(type) ?? true;
  const isNamed = ({ id, type }: Agent) => (agentIds?.includes(id) ?? true) && hasType(type);
  const fitsAgent = ({ skill, agent }: Attributed) =>
    agent ? isNamed(agent) : !ofAgents && hasType(account.skills[skill]!.servedBy);
  const fits = (event: Attributed) => hasSkill(event.skill) && hasGroup(groupOf(account, event)) && fitsAgent(event);
  return {
    responses: events.responses.filter(fits),
    conclusions: events.conclusions.filter(fits),
    ratings: events.ratings.filter(fits),
    answers: events.answers.filter(fits),
    returns: events.returns.filter(fits),
    intents: events.intents.filter(fits),
    stays: events.stays.filter(fits),
    skillSegments: events.skillSegments.filter(fits),
    agentSegments: events.agentSegments.filter(fits),
    openConversations: events.openConversations.filter(fits),
    agents: events.agents.filter(
      ({ agent }) => isNamed(agent) && hasGroup(agent.group) && (!skillIds || agent.skills.some(hasSkill))
    ),
  };
}

/** Groups events by a key of each event and the keys of each agent. */
function groupEvents(
  events: Events,
  keyOf: (event: Attributed) => number,
  keysOf: (agent: Agent) => number[]
): Map<number, Events> {
  const parts = new Map<number, Events>();
  const part = (key: number): Events => {
    const known = parts.get(key) ?? noEvents();
    parts.set(key, known);
    return known;
  };
  events.responses.forEach((event) => part(keyOf(event)).responses.push(event));
  events.conclusions.forEach((event) => part(keyOf(event)).conclusions.push(event));
  events.ratings.forEach((event) => part(keyOf(event)).ratings.push(event));
  events.answers.forEach((event) => part(keyOf(event)).answers.push(event));
  events.returns.forEach((event) => part(keyOf(event)).returns.push(event));
  events.intents.forEach((event) => part(keyOf(event)).intents.push(event));
  events.stays.forEach((stay) => part(keyOf(stay)).stays.push(stay));
  events.skillSegments.forEach((segment) => part(keyOf(segment)).skillSegments.push(segment));
  events.agentSegments.forEach((segment) => part(keyOf(segment)).agentSegments.push(segment));
  events.openConversations.forEach((timeline) => part(keyOf(timeline)).openConversations.push(timeline));
  events.agents.forEach((state) => keysOf(state.agent).forEach((key) => part(key).agents.push(state)));
  return parts;
}

function groupOf(account: Account, { skill, agent }: Attributed): number {
  return agent ? agent.group : account.skills[skill]!.group;
}

function noEvents(): Events {
  return {
    responses: [],
    conclusions: [],
    ratings: [],
    answers: [],
    returns: [],
    intents: [],
    stays: [],
    skillSegments: [],
    agentSegments: [],
    openConversations: [],
    agents: [],
  };
}
