import { OAuth1 } from './auth/oauth1';
import { Sessions } from './auth/sessions';
import { Tokens } from './auth/tokens';
import { Centre } from './centre/centre';
import { setUpAccount } from './centre/people';
import { CentreClock, DAY, type Clock } from './centre/time';
import { Calls } from './calls';
import { Faults } from './faults';
import type { Options } from './options';

/** A contact centre and what guards the way to it. */
export class Simulator {
  readonly centre: Centre;
  readonly clock: CentreClock;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly oauth1: OAuth1;
  readonly faults = new Faults();
  readonly calls: Calls;

  /** @param wall the real time, which logins, tokens and signatures go by */
  constructor(
    readonly options: Options,
    wall: Clock = { now: () => Date.now() }
  ) {
    const now = () => wall.now();
    const start = options.now ?? now();
    const account = setUpAccount(options.account, options.timeZone, options, options.seed);
    this.centre = new Centre(account, options.seed, start, options.days * DAY);
    this.centre.change(options.scenario);
    this.clock = new CentreClock(start, options.freeze, wall);
    this.tokens = new Tokens(now, options.tokenLife);
    this.sessions = new Sessions(now, options.sessionLife * 1000, options.loginLimit);
    this.oauth1 = new OAuth1(now);
    this.calls = new Calls(now, options.rate);
  }

  /** The centre as of now. */
  present(): Centre {
    this.centre.advance(this.clock.now());
    return this.centre;
  }
}
