import type { Agent } from './account';
import type { Status } from './journal';
import { awayReasons } from './names';
import { hashedFraction, type Random } from './random';
import { HOUR, MINUTE, isWeekend, type LocalTime } from './time';

const SHIFT = 9.5 * HOUR;
const WIND_DOWN = 25 * MINUTE;
const END_OF_SHIFT = '75';

/** A status that an agent takes, and until when it is planned to last. Times are epoch ms. */
export interface PlannedStatus {
  status: Status;
  until: number;
  /** Id of the reason for being away. */
  reason?: string;
}

/** When agents are at work. It depends on the account, the seed and the time only. */
export class Shifts {
  constructor(
    private readonly local: LocalTime,
    private readonly seed: number
  ) {}

  /** The agent's shift at a time, or the next one. */
  at(agent: Agent, at: number): { from: number; to: number } {
    if (agent.type === 'BOT') {
      return { from: -Infinity, to: Infinity };
    }
    for (let day = this.local.day(at) - 1; ; day++) {
      const from = Math.round(this.local.dayStart(day) + agent.shiftStart * HOUR);
      const comes = hashedFraction(this.seed, day, agent.index) < (isWeekend(day) ? 0.9 : 0.97);
      if (comes && from + SHIFT > at) {
        return { from, to: from + SHIFT };
      }
    }
  }

  /** The status with which a shift starts or goes on after a break: offline until the next shift, else online. */
  planWork(agent: Agent, at: number, random: Random): PlannedStatus {
    const { from, to } = this.at(agent, at);
    if (from > at) {
      return { status: 'OFFLINE', until: from };
    }
    if (agent.type === 'BOT') {
      return { status: 'ONLINE', until: to };
    }
    const windDownAt = to - WIND_DOWN;
    const stretch = at + random.delay(70 * MINUTE, 5 * MINUTE);
    return at >= windDownAt
      ? { status: 'AWAY', until: to, reason: END_OF_SHIFT }
      : { status: 'ONLINE', until: Math.min(stretch, windDownAt) };
  }

  /** What follows after a status: after being online a break, or the wind-down at the end of the shift. */
  planNext(agent: Agent, status: Status, at: number, random: Random): PlannedStatus {
    const { to } = this.at(agent, at);
    return status === 'ONLINE' && at < to ? planBreak(to, at, random) : this.planWork(agent, at, random);
  }
}

function planBreak(shiftEnd: number, at: number, random: Random): PlannedStatus {
  const windDownAt = shiftEnd - WIND_DOWN;
  if (at >= windDownAt) {
    return { status: 'AWAY', until: shiftEnd, reason: END_OF_SHIFT };
  }
  if (random.chance(0.4)) {
    return { status: 'BACK_SOON', until: Math.min(windDownAt, at + random.delay(8 * MINUTE, 2 * MINUTE)) };
  }
  const { id } = random.pick(awayReasons.filter((reason) => reason.id !== END_OF_SHIFT));
  return { status: 'AWAY', until: Math.min(windDownAt, at + random.delay(16 * MINUTE, 5 * MINUTE)), reason: id };
}
