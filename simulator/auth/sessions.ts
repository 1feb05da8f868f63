import { randomBytes } from 'node:crypto';

/** A user's login. */
export interface Session {
  bearer: string;
  csrf: string;
  /** Value of the `Session_id` cookie. */
  cookie: string;
  /** Epoch ms. */
  expiresAt: number;
}

const LIMIT_WINDOW = 5000;

/** The sessions of the simulator's only user: a new login ends the previous session. */
export class Sessions {
  private current: Session | undefined;
  private loginTimes: number[] = [];

  /** @param now wall time in epoch ms @param lifetime of a session in ms @param limit logins within five seconds */
  constructor(
    private readonly now: () => number,
    readonly lifetime: number,
    private readonly limit: number
  ) {}

  /** Counts a login and reports whether it exceeds the limit. */
  exceedsLimit(): boolean {
    const now = this.now();
    this.loginTimes = [...this.loginTimes.filter((at) => at > now - LIMIT_WINDOW), now];
    return this.loginTimes.length > this.limit;
  }

  start(): Session {
    const hex = (bytes: number) => randomBytes(bytes).toString('hex');
    this.current = { bearer: hex(32), csrf: hex(16), cookie: hex(16), expiresAt: this.now() + this.lifetime };
    return this.current;
  }

  /** Reports whether a bearer is the current session's. */
  has(bearer: string): boolean {
    return this.currentSession()?.bearer === bearer;
  }

  /** Extends the session. Returns false if cookie or csrf are not the current session's. */
  keepAlive(cookie: string | undefined, csrf: unknown): boolean {
    const session = this.currentSession();
    if (!session || session.cookie !== cookie || session.csrf !== csrf) {
      return false;
    }
    session.expiresAt = this.now() + this.lifetime;
    return true;
  }

  end(): void {
    this.current = undefined;
  }

  private currentSession(): Session | undefined {
    return this.current && this.current.expiresAt > this.now() ? this.current : undefined;
  }
}
