import type { Skill } from '../contactCentre/account';
import type { Random } from '../contactCentre/random';
import type { Scheduler } from '../contactCentre/scheduler';
import { MINUTE, SECOND } from '../contactCentre/time';
import { freeSlots, type Chat, type ChatAgent } from './events';

/** The share of visitors who do not enter the queue if an agent is free: the agent invited them. */
const INVITED = 0.06;
const NOT_INTERACTIVE = 0.05;
const MEAN_PATIENCE = 5 * MINUTE;
const MEAN_ACCEPTANCE = 18 * SECOND;
const MEAN_HANDLING = 10 * MINUTE;

/** A chat that is not over, and what is planned for it. Times are epoch ms. */
interface OpenChat {
  readonly number: number;
  readonly chat: Chat;
  /** When the visitor stops waiting. */
  leavesAt: number;
  /** When the agent accepts it. */
  acceptedAt?: number;
  endsAt?: number;
}

/** The life of chats: visitors wait, agents accept, both chat. All happens at whole seconds. */
export class ChatProcess {
  private readonly open = new Map<number, OpenChat>();
  /** By skill, the chats that no agent has been offered. */
  private readonly queues: Array<Set<OpenChat>>;
  private started = 0;

  /** @param record keeps a chat from its start on */
  constructor(
    skills: readonly Skill[],
    private readonly agents: readonly ChatAgent[],
    private readonly scheduler: Scheduler,
    private readonly random: Random,
    private readonly record: (chat: Chat) => void
  ) {
    this.queues = skills.map(() => new Set());
  }

  /** A visitor asks for a chat. */
  start(skill: Skill, at: number): void {
    const agent = this.agentFor(skill);
    const queued = agent === undefined || !this.random.chance(INVITED);
    const chat: Chat = { skill: skill.index, startedAt: at, queued, interactive: false };
    const open: OpenChat = { number: this.started++, chat, leavesAt: at + this.delay(MEAN_PATIENCE, 5 * SECOND) };
    this.record(chat);
    this.open.set(open.number, open);
    if (!agent) {
      this.queues[skill.index]!.add(open);
    } else {
      this.offer(open, agent, at);
    }
    if (queued) {
      this.scheduler.schedule(open.leavesAt, open.number);
    } else {
      this.connect(open, at);
    }
  }

  /** Runs what a chat has planned for this time. Outdated plans have no effect. */
  run(number: number, at: number): void {
    const open = this.open.get(number);
    if (open?.endsAt === at) {
      this.end(open, at);
    } else if (open && open.endsAt === undefined && open.acceptedAt === at) {
      this.connect(open, at);
    } else if (open && open.endsAt === undefined && open.leavesAt === at) {
      this.end(open, at);
    }
  }

  /** Offers waiting chats to an agent who has free slots, the longest waiting first. */
  offerWaiting(agent: ChatAgent, at: number): void {
    while (freeSlots(agent) > 0) {
      const longest = this.longestWaitingFor(agent);
      if (!longest) {
        return;
      }
      this.queues[longest.chat.skill]!.delete(longest);
      this.offer(longest, agent, at);
    }
  }

  /** Ends the chats of an agent who logs out. */
  endAll({ agent }: ChatAgent, at: number): void {
    const own = [...this.open.values()].filter(({ chat }) => chat.agent === agent.index);
    own.forEach((open) => this.end(open, at));
  }

  private offer(open: OpenChat, agent: ChatAgent, at: number): void {
    open.chat.agent = agent.agent.index;
    open.chat.offeredAt = at;
    agent.busy++;
    if (open.chat.queued) {
      open.acceptedAt = at + this.delay(MEAN_ACCEPTANCE, 5 * SECOND);
      this.scheduler.schedule(open.acceptedAt, open.number);
    }
  }

  private connect(open: OpenChat, at: number): void {
    open.chat.connectedAt = at;
    open.chat.interactive = !this.random.chance(NOT_INTERACTIVE);
    const [mean, least] = open.chat.interactive ? [MEAN_HANDLING, 2 * MINUTE] : [2 * MINUTE, 30 * SECOND];
    open.endsAt = at + this.delay(mean, least);
    this.scheduler.schedule(open.endsAt, open.number);
  }

  /** Ends a chat; one that waits is abandoned. */
  private end(open: OpenChat, at: number): void {
    open.chat.endedAt = at;
    this.open.delete(open.number);
    this.queues[open.chat.skill]!.delete(open);
    if (open.chat.agent !== undefined) {
      const agent = this.agents[open.chat.agent]!;
      agent.busy--;
      agent.lastChatAt = at;
      this.offerWaiting(agent, at);
    }
  }

  /** Of the agents with a free slot the least busy, then the one whose last chat is longest ago. */
  private agentFor(skill: Skill): ChatAgent | undefined {
    let best: ChatAgent | undefined;
    for (const index of skill.agents) {
      const agent = this.agents[index]!;
      if (freeSlots(agent) > 0 && (!best || isBefore(agent, best))) {
        best = agent;
      }
    }
    return best;
  }

  private longestWaitingFor({ agent }: ChatAgent): OpenChat | undefined {
    let longest: OpenChat | undefined;
    for (const index of agent.skills) {
      const [first] = this.queues[index]!;
      if (first && (!longest || first.chat.startedAt < longest.chat.startedAt)) {
        longest = first;
      }
    }
    return longest;
  }

  private delay(mean: number, least: number): number {
    return Math.round(this.random.delay(mean, least) / SECOND) * SECOND;
  }
}

function isBefore(one: ChatAgent, other: ChatAgent): boolean {
  const difference = one.busy / one.agent.maxChats - other.busy / other.agent.maxChats;
  return difference < 0 || (difference === 0 && one.lastChatAt < other.lastChatAt);
}
