import type { AgentState } from '../../contactCentre/conversation';
import type { Status } from '../../contactCentre/journal';

/** LivePerson's value for a missing reason. */
export const NO_REASON = 'NA';

/** The time an agent spent in a status for one reason. */
export interface StatusTime {
  status: Status;
  reason: string;
  ms: number;
}

/** The times an agent spent in each status in a window, except offline. */
export class Durations {
  readonly times: StatusTime[] = [];

  /** The window is [from, to) in epoch ms; what comes after now has not happened yet. */
  constructor({ records }: AgentState, from: number, to: number) {
    for (let n = records.length - 1; n >= 0; n--) {
      const { at, status, reason = NO_REASON } = records[n]!;
      const ms = Math.min(to, records[n + 1]?.at ?? to) - Math.max(from, at);
      if (ms > 0 && status !== 'OFFLINE') {
        this.add(status, reason, ms);
      }
      if (at <= from) {
        return;
      }
    }
  }

  of(status: Status): number {
    return this.times.reduce((sum, time) => sum + (time.status === status ? time.ms : 0), 0);
  }

  get login(): number {
    return this.times.reduce((sum, { ms }) => sum + ms, 0);
  }

  private add(status: Status, reason: string, ms: number): void {
    const known = this.times.find((time) => time.status === status && time.reason === reason);
    if (known) {
      known.ms += ms;
    } else {
      this.times.push({ status, reason, ms });
    }
  }
}
