import { OAuth1 } from './auth/oauth1';
import { Sessions } from './auth/sessions';
import { Tokens } from './auth/tokens';
import { ChatFloor } from './chat/floor';
import { ContactCentre } from './contactCentre/contactCentre';
import { createAccount } from './contactCentre/accountFactory';
import { SimulatedClock, DAY, type Clock } from './contactCentre/time';
import { CallCounter } from './calls';
import { Faults } from './faults';
import { HttpError } from './httpError';
import type { MetricsData } from './operations/intervals';
import type { Options } from './options';

/** A contact centre with authentication, faults and call counts. */
export class Simulator {
  readonly centre: ContactCentre;
  /** Absent in an account without chat. */
  readonly chat: ChatFloor | undefined;
  readonly clock: SimulatedClock;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly oauth1: OAuth1;
  readonly faults = new Faults();
  readonly calls: CallCounter;
  /** Where Messaging Operations and Operational Realtime have the values of intervals; undefined: as in each method's documents. */
  metricsData: MetricsData | undefined;

  /** @param wall the real time, used by sessions, tokens and signatures */
  constructor(
    readonly options: Options,
    wall: Clock = { now: () => Date.now() }
  ) {
    const now = () => wall.now();
    const start = options.now ?? now();
    // From a given start, it goes on for clients while the past is made, which takes a while.
    this.clock = new SimulatedClock(start, options.freeze, wall);
    const account = createAccount(options.account, options.timeZone, options, options.seed);
    this.centre = new ContactCentre(account, options.seed, start, options.days * DAY);
    if (options.now === undefined) {
      // If it were frozen at the start of that, it would be behind the real time from the first request on.
      this.clock = new SimulatedClock(now(), options.freeze, wall);
      this.currentCentre();
    }
    this.centre.setScenario(options.scenario, undefined, undefined, options.load);
    this.chat = options.chat ? new ChatFloor(account, options.seed, start) : undefined;
    this.tokens = new Tokens(now, options.tokenLife);
    this.sessions = new Sessions(now, options.sessionLife * 1000, options.loginLimit);
    this.oauth1 = new OAuth1(now);
    this.calls = new CallCounter(now, options.rate);
  }

  /** The contact centre, advanced to the current time. */
  currentCentre(): ContactCentre {
    this.centre.advance(this.clock.now());
    return this.centre;
  }

  /** The chat floor, advanced to the current time. Throws an `HttpError` with status 404 in an account without chat. */
  currentChat(): ChatFloor {
    if (!this.chat) {
      throw new HttpError(404, `Account ${this.options.account} has no chat.`);
    }
    this.chat.advance(this.clock.now());
    return this.chat;
  }
}
