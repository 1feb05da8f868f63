import type { Account, Agent } from '../centre/account';
import type { Centre } from '../centre/centre';
import { writeAgentPage, type AgentPage } from './agents';
import { weigh, writePage, type Material, type Page, type Person } from './page';
import { readStory, type Credited, type Story } from './story';

/** What the books are asked for. An absent list means all. The window is [from, to) in epoch ms. */
export interface BooksQuestion {
  from: number;
  to: number;
  skillIds?: string[];
  groupIds?: string[];
  agentIds?: string[];
}

/**
 * The truth about a centre. Groups are without their sub-groups. Agents are those who are in the groups and have one of
 * the skills, logged in or not, each with all its work, whatever the skill; what happened in a queue is nobody's.
 */
export interface Books {
  account: Page;
  skills: Record<string, Page>;
  groups: Record<string, Page>;
  agents: Record<string, AgentPage>;
}

/** Only the raw records of a centre: the books look at nothing else. */
export type Records = Pick<Centre, 'account' | 'journal' | 'agents' | 'now'>;

/**
 * Counts everything straight from the raw records: simple, and apart from how the APIs count,
 * so that each can be checked against the other.
 */
export function openBooks({ account, journal, agents, now }: Records, question: BooksQuestion): Books {
  const stories: Story[] = [];
  for (let number = 0; number < journal.conversations; number++) {
    const inWindow = journal.startedAt(number) < question.to && journal.closedAt(number) >= question.from;
    if (inWindow || journal.closedAt(number) === Infinity) {
      stories.push(readStory(account, journal, number));
    }
  }
  const people = agents.map((state) => readPerson(state, stories, now));
  const everything = gather(stories, people, question);
  const all = select(account, everything, question);
  const page = (material: Material | undefined) => writePage(material ?? nothing(), now);
  const bySkill = split(all, ({ skill }) => skill, ({ skills }) => skills); // prettier-ignore
  const byGroup = split(
    all,
    (event) => groupOf(account, event),
    ({ group }) => [group]
  );
  const wanted = <T extends { id: string }>(items: T[], ids?: string[]) =>
    items.filter(({ id }) => ids?.includes(id) ?? true);
  return {
    account: page(all),
    skills: Object.fromEntries(
      wanted(account.skills, question.skillIds).map(({ id, index }) => [id, page(bySkill.get(index))])
    ),
    groups: Object.fromEntries(
      wanted(account.groups, question.groupIds).map(({ id, index }) => [id, page(byGroup.get(index))])
    ),
    agents: agentPages(everything, all.staff, agents, { ...question, now }),
  };
}

function agentPages(
  everything: Material,
  staff: Person[],
  agents: Records['agents'],
  question: BooksQuestion & { now: number }
): Record<string, AgentPage> {
  const byAgent = split(
    everything,
    ({ agent }) => agent?.index ?? -1,
    ({ index }) => [index]
  );
  const wanted = staff.filter(({ agent }) => question.agentIds?.includes(agent.id) ?? true);
  return Object.fromEntries(
    wanted.map((person) => {
      const { id, index } = person.agent;
      return [id, writeAgentPage(byAgent.get(index)!, person, agents[index]!, question)];
    })
  );
}

function readPerson({ agent, records }: Records['agents'][number], stories: Story[], now: number): Person {
  const held = stories.filter((story) => story.open && story.agent === agent);
  const status = records.filter(({ at }) => at <= now).at(-1)?.status ?? 'OFFLINE';
  return { agent, status, held: held.length, weight: held.reduce((sum, story) => sum + weigh(story, now), 0) };
}

/** Everything in the window and everything of now. */
function gather(stories: Story[], staff: Person[], { from, to }: BooksQuestion): Material {
  const inside = ({ at }: { at: number }) => at >= from && at < to;
  return {
    responses: stories.flatMap(({ responses }) => responses).filter(inside),
    concluded: stories.flatMap(({ concluded }) => concluded).filter(inside),
    ratings: stories.flatMap(({ ratings }) => ratings).filter(inside),
    answers: stories.flatMap(({ answers }) => answers).filter(inside),
    returned: stories.flatMap(({ returned }) => returned).filter(inside),
    intents: stories.flatMap(({ intents }) => intents).filter(inside),
    open: stories.filter(({ open }) => open),
    staff,
  };
}

function select(account: Account, material: Material, { skillIds, groupIds }: BooksQuestion): Material {
  const hasSkill = (index: number) => skillIds?.includes(account.skills[index]!.id) ?? true;
  const hasGroup = (index: number) => groupIds?.includes(account.groups[index]!.id) ?? true;
  const fits = (event: Credited) => hasSkill(event.skill) && hasGroup(groupOf(account, event));
  return {
    responses: material.responses.filter(fits),
    concluded: material.concluded.filter(fits),
    ratings: material.ratings.filter(fits),
    answers: material.answers.filter(fits),
    returned: material.returned.filter(fits),
    intents: material.intents.filter(fits),
    open: material.open.filter(fits),
    staff: material.staff.filter(({ agent }) => hasGroup(agent.group) && (!skillIds || agent.skills.some(hasSkill))),
  };
}

/** Deals material out by a key of each event and the keys of each agent. */
function split(
  all: Material,
  keyOf: (event: Credited) => number,
  keysOf: (agent: Agent) => number[]
): Map<number, Material> {
  const parts = new Map<number, Material>();
  const part = (key: number): Material => {
    const known = parts.get(key) ?? nothing();
    parts.set(key, known);
    return known;
  };
  all.responses.forEach((event) => part(keyOf(event)).responses.push(event));
  all.concluded.forEach((event) => part(keyOf(event)).concluded.push(event));
  all.ratings.forEach((event) => part(keyOf(event)).ratings.push(event));
  all.answers.forEach((event) => part(keyOf(event)).answers.push(event));
  all.returned.forEach((event) => part(keyOf(event)).returned.push(event));
  all.intents.forEach((event) => part(keyOf(event)).intents.push(event));
  all.open.forEach((story) => part(keyOf(story)).open.push(story));
  all.staff.forEach((person) => keysOf(person.agent).forEach((key) => part(key).staff.push(person)));
  return parts;
}

function groupOf(account: Account, { skill, agent }: Credited): number {
  return agent ? agent.group : account.skills[skill]!.group;
}

function nothing(): Material {
  return { responses: [], concluded: [], ratings: [], answers: [], returned: [], intents: [], open: [], staff: [] };
}
