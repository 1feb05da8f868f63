import type { Account, Skill } from './account';
import { Random, hashedFraction } from './random';
import { HOUR, MINUTE, isWeekend, type LocalTime } from './time';

/** Arrivals by local hour as a share of the busiest hour's. */
const hourlyProfile = [
  0.24, 0.2, 0.18, 0.17, 0.18, 0.22, 0.3, 0.42, 0.56, 0.7, 0.82, 0.93, 1, 1, 1, 0.98, 0.93, 0.84, 0.74, 0.62, 0.52,
  0.43, 0.35, 0.28,
];
const QUIET_LEVEL = 0.17;
const WEEKEND_FACTOR = 0.7;
const ARRIVALS_PER_HUMAN_HOUR = 5;

/** A period in which one skill gets more conversations than usual. */
interface Peak {
  skill: Skill;
  from: number;
  to: number;
  factor: number;
}

/** The arrival process of conversations: random, with an hourly profile and peaks. */
export class Arrivals {
  private readonly maxRate: number;
  private readonly cumulativeShares: number[] = [];
  private plannedHour = NaN;
  private peaks: Peak[] = [];
  private maxFactor = 1;
  private quiet = false;
  private load = 1;

  constructor(
    private readonly account: Account,
    private readonly local: LocalTime,
    private readonly seed: number,
    private readonly random: Random
  ) {
    const humans = account.agents.filter((agent) => agent.type === 'HUMAN').length;
    this.maxRate = (Math.max(1, humans) * ARRIVALS_PER_HUMAN_HOUR) / HOUR;
    account.skills.reduce((sum, skill) => (this.cumulativeShares.push(sum + skill.share), sum + skill.share), 0);
  }

  /** Switches between a quiet night and the usual profile. */
  setQuiet(quiet: boolean): void {
    this.quiet = quiet;
    this.plannedHour = NaN;
  }

  /** Multiplies the arrivals. */
  setLoad(load: number): void {
    this.load = load;
  }

  /** The delay from a time to the next candidate arrival; `skillAt` decides whether it is one (thinning). */
  nextCandidateDelay(at: number): number {
    this.plan(at);
    return this.random.delay(1 / (this.maxRate * this.maxFactor * this.load), 0) + 1;
  }

  /** The skill of the conversation that arrives at a time, or undefined if there is none. */
  skillAt(at: number): Skill | undefined {
    const active = this.peaks.filter((peak) => peak.from <= at && at < peak.to);
    const factor = totalFactor(active);
    if (!this.random.chance((factor * this.level(at)) / this.maxFactor)) {
      return undefined;
    }
    let point = this.random.next() * factor - 1;
    if (point < 0) {
      return this.usualSkill(point + 1);
    }
    const peak = active.find(({ skill, factor }) => (point -= skill.share * (factor - 1)) < 0);
    return peak?.skill ?? this.account.skills[0];
  }

  /** A random skill, weighted by its share of the arrivals. */
  usualSkill(point = this.random.next()): Skill {
    let low = 0;
    let high = this.cumulativeShares.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulativeShares[middle]! <= point) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.account.skills[low]!;
  }

  private level(at: number): number {
    if (this.quiet) {
      return QUIET_LEVEL;
    }
    const hour = this.local.hour(at);
    const before = hourlyProfile[Math.floor(hour)]!;
    const after = hourlyProfile[(Math.floor(hour) + 1) % 24]!;
    const share = before + (after - before) * (hour % 1);
    return isWeekend(this.local.day(at)) ? share * WEEKEND_FACTOR : share;
  }

  /** Computes the peaks of this hour and the next, and their maximum factor. */
  private plan(at: number): void {
    const hour = Math.floor(at / HOUR);
    if (hour === this.plannedHour) {
      return;
    }
    this.plannedHour = hour;
    const today = this.peaksOf(this.local.day(at));
    this.peaks = today.filter((peak) => peak.from < (hour + 2) * HOUR && peak.to > hour * HOUR);
    this.maxFactor = totalFactor(this.peaks);
  }

  private peaksOf(day: number): Peak[] {
    const start = this.local.dayStart(day);
    const chance = (n: number, what: number) => hashedFraction(this.seed, day, n, what);
    return Array.from({ length: Math.ceil(this.account.skills.length / 4) }, (_, n) => {
      const from = start + (7 + 14 * chance(n, 1)) * HOUR;
      const skill = this.account.skills[Math.floor(chance(n, 2) * this.account.skills.length)]!;
      return { skill, from, to: from + (15 + 30 * chance(n, 3)) * MINUTE, factor: 1.2 + 0.3 * chance(n, 4) };
    });
  }
}

/** The arrivals with these peaks as a multiple of those without. */
function totalFactor(peaks: Peak[]): number {
  return peaks.reduce((sum, peak) => sum + peak.skill.share * (peak.factor - 1), 1);
}
