import type { Account, AccountSize, Agent, Group, Skill } from './account';
import { botNames, firstNames, groupNames, lastNames, skillNames } from './names';
import { Random } from './random';

const AGENTS_PER_BOT = 30;
const SKILLS_PER_BOT_SKILL = 12;
/** The share of agents whose shifts are spread evenly around the clock; the others' start in the morning. */
const AROUND_THE_CLOCK = 0.72;

/** Creates an account from a seed. It has one more skill, which is deleted but still has conversations. */
export function createAccount(id: string, timeZone: string, size: AccountSize, seed: number): Account {
  const random = new Random(seed ^ 0x5bd1e995);
  const bots = size.skills > 1 ? Math.ceil(size.agents / AGENTS_PER_BOT) : 0;
  const groups = Array.from({ length: Math.max(1, size.groups) }, (_, index) => makeGroup(index));
  const skills = makeSkills(size.skills, bots > 0, groups.length);
  const humans = Array.from({ length: size.agents }, (_, index) => makeHuman(index, size, groups.length, random));
  const agents = [...humans, ...Array.from({ length: bots }, (_, n) => makeBot(humans.length + n, n))];
  assignSkills(agents, skills, random);
  return { id, timeZone, skills, groups, agents };
}

function makeGroup(index: number): Group {
  if (index === 0) {
    return { index, id: '-1', name: 'Main Group', parent: undefined };
  }
  const [name, parent] = groupNames[index] ?? [`Team ${index}`, (index - 1) >> 1];
  return { index, id: String(2_200_000_100 + index), name, parent };
}

function makeSkills(count: number, withBots: boolean, groups: number): Skill[] {
  const botSkills = withBots ? Math.max(1, Math.floor(count / SKILLS_PER_BOT_SKILL)) : 0;
  const weights = Array.from({ length: count + 1 }, (_, index) => (index === count ? 0.05 : (index + 1) ** -0.5));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, index) => ({
    index,
    id: String(2_500_000_101 + index),
    name: index === count ? 'Old campaign' : (skillNames[index] ?? `Skill ${index + 1}`),
    deleted: index === count,
    isNameless: index === count,
    group: groups > 1 ? 1 + (index % (groups - 1)) : 0,
    servedBy: index < count && index >= count - botSkills ? 'BOT' : 'HUMAN',
    share: weight / sum,
    agents: [],
  }));
}

function makeHuman(index: number, size: AccountSize, groups: number, random: Random): Agent {
  const first = firstNames[index % firstNames.length]!;
  const last = lastNames[index % lastNames.length]!;
  const round = Math.floor(index / (firstNames.length * lastNames.length));
  const name = `${first} ${last}${round > 0 ? ` ${round + 1}` : ''}`;
  return {
    index,
    id: String(3_100_000_001 + index),
    name,
    loginName: `${name.toLowerCase().replace(/ /g, '.')}@example.com`,
    type: 'HUMAN',
    group: index % 15 === 14 || groups === 1 ? 0 : 1 + (index % (groups - 1)),
    skills: [],
    maxSlots: random.whole(4, 7),
    maxChats: index % 10 < 7 ? 2 : 3,
    shiftStart: shiftStart(index, size.agents),
  };
}

/** Spreads shifts deterministically, so that every hour of the night has a quarter of the agents. */
function shiftStart(index: number, agents: number): number {
  const scattered = (index * 0.6180339887) % 1;
  return (index + 0.5) / agents < AROUND_THE_CLOCK
    ? ((index + 0.5) / (agents * AROUND_THE_CLOCK)) * 24
    : 6 + scattered * 6;
}

function makeBot(index: number, number: number): Agent {
  const round = Math.floor(number / botNames.length);
  const name = `${botNames[number % botNames.length]!} bot${round > 0 ? ` ${round + 1}` : ''}`;
  const loginName = `${name.replace(/ /g, '-').toLowerCase()}@bots.example.com`;
  return {
    index,
    id: String(3_100_000_001 + index),
    name,
    loginName,
    type: 'BOT',
    group: 0,
    skills: [],
    maxSlots: 10,
    maxChats: 0,
    shiftStart: 0,
  };
}

/** Assigns skills: a few to each agent, enough agents to each skill, more to the busier ones. */
function assignSkills(agents: Agent[], skills: Skill[], random: Random): void {
  for (const type of ['HUMAN', 'BOT'] as const) {
    const agentsOfType = agents.filter((agent) => agent.type === type);
    const skillsOfType = skills.filter((skill) => skill.servedBy === type);
    if (agentsOfType.length === 0 || skillsOfType.length === 0) {
      continue;
    }
    const perAgent = Math.min(
      skillsOfType.length,
      Math.max(type === 'BOT' ? 1 : 4, Math.ceil((9 * skillsOfType.length) / agentsOfType.length))
    );
    agentsOfType.forEach((agent, place) => {
      const chosen = new Set<Skill>();
      for (let n = 0; n < Math.ceil(perAgent * 0.6); n++) {
        chosen.add(skillsOfType[(place * Math.ceil(perAgent * 0.6) + n) % skillsOfType.length]!);
      }
      while (chosen.size < perAgent) {
        chosen.add(skillsOfType[Math.floor(random.next() ** 1.5 * skillsOfType.length)]!);
      }
      agent.skills = [...chosen].map((skill) => skill.index).sort((a, b) => a - b);
    });
  }
  for (const agent of agents) {
    agent.skills.forEach((skill) => skills[skill]!.agents.push(agent.index));
  }
}
