import type { Account, Skill } from './account';
import { Agenda } from './agenda';
import { Arrivals } from './arrivals';
import type { AgentState, OpenConversation } from './conversation';
import { Journal } from './journal';
import { Conclusions, Intents, Responses, Returns } from './logs';
import { Queues } from './queues';
import { Random } from './random';
import { Rush, USUAL_INTENSITY } from './rush';
import { Talk } from './talk';
import { DAY, HOUR, LocalTime } from './time';
import { Workforce } from './workforce';

export const scenarios = ['normal', 'rush', 'outage', 'night'] as const;
export type Scenario = (typeof scenarios)[number];

/** How far back LivePerson remembers what KMM counts. */
export const RETENTION = 14 * DAY;
const WARM_UP = 4 * HOUR;
const sentHomeIn: Record<Scenario, number> = { normal: 0, rush: 0, outage: 0.85, night: 0.4 };
const NEXT_ARRIVAL = 0x7fffffff;
const NEXT_OF_RUSH = NEXT_ARRIVAL - 1;

/** A contact centre: its account, its past and its present. It is as far as it was last advanced. */
export class Centre {
  readonly journal = new Journal();
  readonly responses = new Responses();
  readonly conclusions = new Conclusions();
  readonly returns = new Returns();
  readonly intents = new Intents();
  readonly agents: AgentState[];
  scenario: Scenario = 'normal';
  /** Until when everything has happened. */
  now: number;
  private readonly agenda = new Agenda();
  private readonly arrivals: Arrivals;
  private readonly talk: Talk;
  private readonly workforce: Workforce;
  private readonly rush: Rush;
  private arrivalAt = 0;

  /** @param now a time whose past is to be there; the same day gives the same past. @param past its length in ms */
  constructor(
    readonly account: Account,
    seed: number,
    now: number,
    past = RETENTION
  ) {
    const random = new Random(seed);
    const local = new LocalTime(account.timeZone);
    this.now = Math.floor((now - past) / DAY) * DAY - WARM_UP;
    this.agents = account.agents.map((agent) => newState(agent, this.now));
    this.arrivals = new Arrivals(account, local, seed, random);
    const { agenda, arrivals, journal, responses, conclusions, returns, intents } = this;
    const queues = new Queues(account, this.agents);
    this.talk = new Talk({ agenda, arrivals, journal, responses, conclusions, returns, intents, queues, random });
    this.rush = new Rush(this.talk, random, (at) => agenda.add(at, NEXT_OF_RUSH));
    this.workforce = new Workforce(this.agents, local, seed, random, agenda, this.talk);
    this.workforce.begin(this.now);
    this.planArrival(this.now);
    this.advance(now);
  }

  /** The conversations that are open now. */
  get open(): Iterable<OpenConversation> {
    return this.talk.open.values();
  }

  /** Lets everything happen up to and including a time. A time in the past changes nothing. */
  advance(to: number): void {
    while (this.agenda.earliest <= to) {
      const at = this.agenda.earliest;
      const who = this.agenda.take();
      if (who === NEXT_ARRIVAL) {
        this.arrive(at);
      } else if (who === NEXT_OF_RUSH) {
        this.rush.arrive(at);
      } else if (who < 0) {
        this.workforce.act(-1 - who, at);
      } else {
        this.talk.act(who, at);
      }
    }
    this.now = Math.max(this.now, to);
  }

  /**
   * Changes what goes on from now on. A rush is on the given skills, or else on the busiest three.
   * @param intensity how many conversations wait for each skill that a rush is on
   */
  change(scenario: Scenario, skills: Skill[] = [], intensity = USUAL_INTENSITY): void {
    this.scenario = scenario;
    const busiest = [...this.account.skills].sort((a, b) => b.share - a.share).slice(0, 3);
    const rushOn = skills.length > 0 ? skills : busiest;
    this.arrivals.change(scenario === 'night');
    this.rush.change(scenario === 'rush' ? rushOn : [], intensity, this.now);
    this.workforce.sendHome(sentHomeIn[scenario], this.now);
    this.planArrival(this.now);
  }

  private arrive(at: number): void {
    if (at !== this.arrivalAt) {
      return;
    }
    const skill = this.arrivals.skillAt(at);
    if (skill) {
      this.talk.begin(at, skill);
    }
    this.planArrival(at);
  }

  private planArrival(at: number): void {
    this.arrivalAt = at + this.arrivals.gap(at);
    this.agenda.add(this.arrivalAt, NEXT_ARRIVAL);
  }
}

function newState(agent: Account['agents'][number], at: number): AgentState {
  return {
    agent,
    status: 'OFFLINE',
    reason: undefined,
    since: at,
    reasonSince: at,
    held: new Set(),
    nextAt: Infinity,
    sentHome: false,
    records: [{ at, status: 'OFFLINE' }],
  };
}
