import type { Account, Skill } from './account';
import { Scheduler } from './scheduler';
import { Arrivals } from './arrivals';
import { Backlog } from './backlog';
import type { AgentState, OpenConversation } from './conversation';
import { Journal } from './journal';
import { Conclusions, Intents, Responses, Returns } from './eventLogs';
import { Queues } from './queues';
import { Random } from './random';
import { SegmentRecorder } from './segmentRecorder';
import { Shifts } from './shifts';
import { Surge, DEFAULT_INTENSITY } from './surge';
import { ConversationProcess } from './conversationProcess';
import { DAY, HOUR, LocalTime } from './time';
import { Workforce } from './workforce';

export const scenarios = ['normal', 'rush', 'outage', 'night'] as const;
export type Scenario = (typeof scenarios)[number];

/** The retention of LivePerson's KMM API, in ms. */
export const RETENTION = 14 * DAY;
const WARM_UP = 4 * HOUR;
/** For how long before the start stays in queues and segments are kept: no API has them for longer than a day. */
const SEGMENT_HISTORY = 26 * HOUR;
const offlineShares: Record<Scenario, number> = { normal: 0, rush: 0, outage: 0.85, night: 0.4 };
const NEXT_ARRIVAL = 0x7fffffff;
const NEXT_SURGE_ARRIVAL = NEXT_ARRIVAL - 1;

/** A contact centre: its account, history and state, as of the last call of `advance`. */
export class ContactCentre {
  readonly journal = new Journal();
  readonly responses = new Responses();
  readonly conclusions = new Conclusions();
  readonly returns = new Returns();
  readonly intents = new Intents();
  readonly segments: SegmentRecorder;
  readonly agents: AgentState[];
  readonly backlog: Backlog;
  scenario: Scenario = 'normal';
  /** The current time in epoch ms. */
  now: number;
  private readonly scheduler = new Scheduler();
  private readonly arrivals: Arrivals;
  private readonly conversations: ConversationProcess;
  private readonly workforce: Workforce;
  private readonly surge: Surge;
  private arrivalAt = 0;

  /** @param now the start time; the same day gives the same history @param history its length in ms */
  constructor(
    readonly account: Account,
    seed: number,
    now: number,
    history = RETENTION
  ) {
    const random = new Random(seed);
    const local = new LocalTime(account.timeZone);
    this.now = Math.floor((now - history) / DAY) * DAY - WARM_UP;
    this.agents = account.agents.map((agent) => newState(agent, this.now));
    this.arrivals = new Arrivals(account, local, seed, random);
    this.segments = new SegmentRecorder(now - SEGMENT_HISTORY);
    const { scheduler, arrivals, journal, responses, conclusions, returns, intents, segments } = this;
    const queues = new Queues(account, this.agents);
    this.conversations = new ConversationProcess({
      scheduler,
      arrivals,
      journal,
      responses,
      conclusions,
      returns,
      intents,
      segments,
      queues,
      random,
    });
    this.backlog = new Backlog(this.conversations, this.agents);
    this.surge = new Surge(this.conversations, random, (at) => scheduler.schedule(at, NEXT_SURGE_ARRIVAL));
    this.workforce = new Workforce(this.agents, new Shifts(local, seed), seed, random, scheduler, this.conversations);
    this.workforce.start(this.now);
    this.planArrival(this.now);
    this.advance(now);
  }

  /** The currently open conversations. */
  get open(): Iterable<OpenConversation> {
    return this.conversations.open.values();
  }

  /** Runs all events up to and including a time. A time in the past has no effect. */
  advance(to: number): void {
    this.scheduler.runUntil(to, (target, at) => {
      if (target === NEXT_ARRIVAL) {
        this.arrive(at);
      } else if (target === NEXT_SURGE_ARRIVAL) {
        this.surge.arrive(at);
      } else if (target < 0) {
        this.workforce.run(-1 - target, at);
      } else {
        this.conversations.run(target, at);
      }
    });
    this.now = Math.max(this.now, to);
  }

  /**
   * Switches to a scenario. A rush affects the given skills, by default the three busiest.
   * @param intensity how many conversations wait for each skill of a rush
   * @param load what the usual arrivals are multiplied by
   */
  setScenario(scenario: Scenario, skills: Skill[] = [], intensity = DEFAULT_INTENSITY, load = 1): void {
    this.scenario = scenario;
    const busiest = [...this.account.skills].sort((a, b) => b.share - a.share).slice(0, 3);
    const surgeSkills = skills.length > 0 ? skills : busiest;
    this.arrivals.setQuiet(scenario === 'night');
    this.arrivals.setLoad(load);
    this.surge.start(scenario === 'rush' ? surgeSkills : [], intensity, this.now);
    this.workforce.setOfflineShare(offlineShares[scenario], this.now);
    this.planArrival(this.now);
  }

  private arrive(at: number): void {
    if (at !== this.arrivalAt) {
      return;
    }
    const skill = this.arrivals.skillAt(at);
    if (skill) {
      this.conversations.start(at, skill);
    }
    this.planArrival(at);
  }

  private planArrival(at: number): void {
    this.arrivalAt = at + this.arrivals.nextCandidateDelay(at);
    this.scheduler.schedule(this.arrivalAt, NEXT_ARRIVAL);
  }
}

function newState(agent: Account['agents'][number], at: number): AgentState {
  return {
    agent,
    status: 'OFFLINE',
    reason: undefined,
    since: at,
    reasonSince: at,
    assigned: new Set(),
    stepAt: Infinity,
    sentHome: false,
    records: [{ at, status: 'OFFLINE' }],
  };
}
