import type { Account, Skill } from '../contactCentre/account';
import { Random, hashedFraction } from '../contactCentre/random';
import { Scheduler } from '../contactCentre/scheduler';
import { Shifts, type PlannedStatus } from '../contactCentre/shifts';
import { DAY, HOUR, LocalTime, MINUTE, SECOND } from '../contactCentre/time';
import type { Chat, ChatAgent, ChatRecords } from './events';
import { ChatProcess } from './process';

/** For how long records are kept: no API has them for longer than a day and the bucket in which it starts. */
const RETENTION = 25 * HOUR;
const WARM_UP = HOUR;
const CHATS_PER_ONLINE_HOUR = 5.2;
/** How far the visitors of half an hour are above or below the usual. */
const VARIATION = 0.1;
const NEXT_ARRIVAL = 0x7fffffff;
const NEXT_CLEANUP = NEXT_ARRIVAL - 1;

/**
 * The chat floor of an account, as of the last call of `advance`: its people chat beside the messaging conversations,
 * with statuses of their own. It has its own random numbers, so that the contact centre is the same without it.
 */
export class ChatFloor implements ChatRecords {
  chats: Chat[] = [];
  readonly agents: ChatAgent[];
  /** The skills that visitors can choose: those that people serve. */
  readonly skills: Skill[];
  /** What the arrivals are multiplied by. */
  load = 1;
  now: number;
  private readonly people: ChatAgent[];
  private readonly totalShare: number;
  private online = 0;
  private arrivalAt = 0;
  private readonly scheduler = new Scheduler();
  private readonly random: Random;
  private readonly shifts: Shifts;
  private readonly process: ChatProcess;

  /** @param now the start time in epoch ms; the same day gives the same history */
  constructor(
    readonly account: Account,
    private readonly seed: number,
    now: number
  ) {
    this.random = new Random(seed ^ 0x2c1b3c6d);
    this.shifts = new Shifts(new LocalTime(account.timeZone), seed);
    this.now = Math.floor((now - RETENTION) / DAY) * DAY - WARM_UP;
    this.agents = account.agents.map((agent) => newAgent(agent, this.now));
    this.skills = account.skills.filter(
      ({ deleted, servedBy, agents }) => !deleted && servedBy === 'HUMAN' && agents.length > 0
    );
    this.people = this.agents.filter(({ agent }) => agent.type === 'HUMAN');
    this.totalShare = this.skills.reduce((sum, { share }) => sum + share, 0);
    const { scheduler, random } = this;
    this.process = new ChatProcess(account.skills, this.agents, scheduler, random, (chat) => this.chats.push(chat));
    this.people.forEach((agent) => {
      this.setStatus(agent, this.now, this.shifts.planWork(agent.agent, this.now, random));
    });
    scheduler.schedule(this.now + HOUR, NEXT_CLEANUP);
    this.planArrival(this.now);
    this.advance(now);
  }

  /** Multiplies the arrivals from now on. */
  setLoad(load: number): void {
    this.load = load;
    this.planArrival(this.now);
  }

  /** Runs all events up to and including a time. A time in the past has no effect. */
  advance(to: number): void {
    this.scheduler.runUntil(to, (target, at) => {
      if (target === NEXT_ARRIVAL) {
        this.arrive(at);
      } else if (target === NEXT_CLEANUP) {
        this.dropOld(at - RETENTION);
        this.scheduler.schedule(at + HOUR, NEXT_CLEANUP);
      } else if (target < 0) {
        this.changeStatus(this.agents[-1 - target]!, at);
      } else {
        this.process.run(target, at);
      }
    });
    this.now = Math.max(this.now, to);
  }

  /** Visitors can ask for a chat as far as agents are online. */
  private arrive(at: number): void {
    if (Math.ceil(this.arrivalAt / SECOND) * SECOND !== at) {
      return;
    }
    this.planArrival(this.arrivalAt);
    const wave = 1 + VARIATION * (2 * hashedFraction(this.seed, Math.floor(at / (30 * MINUTE)), 91) - 1);
    if (this.random.chance((wave * this.online) / (this.people.length * (1 + VARIATION)))) {
      this.process.start(this.chooseSkill(), at);
    }
  }

  /** Plans the next candidate of an arrival: as many as there are if all agents are online. */
  private planArrival(after: number): void {
    const perHour = CHATS_PER_ONLINE_HOUR * this.people.length * (1 + VARIATION) * this.load;
    this.arrivalAt = after + this.random.delay(HOUR / perHour, 0) + 1;
    this.scheduler.schedule(Math.ceil(this.arrivalAt / SECOND) * SECOND, NEXT_ARRIVAL);
  }

  private chooseSkill(): Skill {
    let point = this.random.next() * this.totalShare;
    return this.skills.find(({ share }) => (point -= share) < 0) ?? this.skills[0]!;
  }

  private changeStatus(agent: ChatAgent, at: number): void {
    if (agent.stepAt === at) {
      this.setStatus(agent, at, this.shifts.planNext(agent.agent, agent.status, at, this.random));
    }
  }

  private setStatus(agent: ChatAgent, at: number, { status, until, reason }: PlannedStatus): void {
    this.online += Number(status === 'ONLINE') - Number(agent.status === 'ONLINE');
    agent.status = status;
    agent.records.push({ at, status, reason });
    agent.stepAt = Math.ceil(until / SECOND) * SECOND;
    this.scheduler.schedule(agent.stepAt, -1 - agent.agent.index);
    if (status === 'ONLINE') {
      this.process.offerWaiting(agent, at);
    } else if (status === 'OFFLINE') {
      this.process.endAll(agent, at);
    }
  }

  private dropOld(before: number): void {
    this.chats = this.chats.filter(({ endedAt = Infinity }) => endedAt >= before);
    for (const agent of this.agents) {
      const later = agent.records.findIndex(({ at }) => at > before);
      agent.records = agent.records.slice(later < 0 ? -1 : Math.max(0, later - 1));
    }
  }
}

function newAgent(agent: Account['agents'][number], at: number): ChatAgent {
  return { agent, status: 'OFFLINE', stepAt: Infinity, records: [{ at, status: 'OFFLINE' }], busy: 0, lastChatAt: at };
}
