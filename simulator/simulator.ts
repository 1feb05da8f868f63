import { OAuth1 } from './auth/oauth1';
import { Sessions } from './auth/sessions';
import { Tokens } from './auth/tokens';
import { ContactCentre } from './contactCentre/contactCentre';
import { createAccount } from './contactCentre/accountFactory';
import { SimulatedClock, DAY, type Clock } from './contactCentre/time';
import { CallCounter } from './calls';
import { Faults } from './faults';
import type { Options } from './options';

/** A contact centre and what guards the way to it. */
export class Simulator {
  readonly centre: ContactCentre;
  readonly clock: SimulatedClock;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly oauth1: OAuth1;
  readonly faults = new Faults();
  readonly calls: CallCounter;

  /** @param wall the real time, which logins, tokens and signatures go by */
  constructor(
    readonly options: Options,
    wall: Clock = { now: () => Date.now() }
  ) {
    const now = () => wall.now();
    const start = options.now ?? now();
    const account = createAccount(options.account, options.timeZone, options, options.seed);
    this.centre = new ContactCentre(account, options.seed, start, options.days * DAY);
    this.centre.setScenario(options.scenario);
    this.clock = new SimulatedClock(start, options.freeze, wall);
    this.tokens = new Tokens(now, options.tokenLife);
    this.sessions = new Sessions(now, options.sessionLife * 1000, options.loginLimit);
    this.oauth1 = new OAuth1(now);
    this.calls = new CallCounter(now, options.rate);
  }

  /** The centre as of now. */
  currentCentre(): ContactCentre {
    this.centre.advance(this.clock.now());
    return this.centre;
  }
}
