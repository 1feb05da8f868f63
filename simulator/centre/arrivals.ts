import type { Account, Skill } from './account';
import { Random, fixedChance } from './random';
import { HOUR, MINUTE, isWeekend, type LocalTime } from './time';

/** Arrivals by local hour as a share of the busiest hour's. */
const rhythm = [
  0.24, 0.2, 0.18, 0.17, 0.18, 0.22, 0.3, 0.42, 0.56, 0.7, 0.82, 0.93, 1, 1, 1, 0.98, 0.93, 0.84, 0.74, 0.62, 0.52,
  0.43, 0.35, 0.28,
];
const NIGHT = 0.17;
const WEEKEND = 0.7;
const PER_HUMAN_AND_HOUR = 5;

/** A time at which one skill gets more conversations than usual. */
interface Rush {
  skill: Skill;
  from: number;
  to: number;
  factor: number;
}

/** When conversations arrive and with which skill: a random process with a daily rhythm and rushes. */
export class Arrivals {
  private readonly busiest: number;
  private readonly upTo: number[] = [];
  private plannedHour = NaN;
  private rushes: Rush[] = [];
  private possible = 1;
  private quiet = false;

  constructor(
    private readonly account: Account,
    private readonly local: LocalTime,
    private readonly seed: number,
    private readonly random: Random
  ) {
    const humans = account.agents.filter((agent) => agent.type === 'HUMAN').length;
    this.busiest = (Math.max(1, humans) * PER_HUMAN_AND_HOUR) / HOUR;
    account.skills.reduce((sum, skill) => (this.upTo.push(sum + skill.share), sum + skill.share), 0);
  }

  /** A quiet night from now on, or the usual rhythm. */
  change(quiet: boolean): void {
    this.quiet = quiet;
    this.plannedHour = NaN;
  }

  /** How long after a time the next possible arrival is; whether it is one is for `skillAt` to say. */
  gap(at: number): number {
    this.plan(at);
    return this.random.delay(1 / (this.busiest * this.possible), 0) + 1;
  }

  /** The skill of the conversation that arrives at a time, or undefined if none does. */
  skillAt(at: number): Skill | undefined {
    const active = this.rushes.filter((rush) => rush.from <= at && at < rush.to);
    const extent = extentOf(active);
    if (!this.random.chance((extent * this.level(at)) / this.possible)) {
      return undefined;
    }
    let point = this.random.next() * extent - 1;
    if (point < 0) {
      return this.usualSkill(point + 1);
    }
    const rush = active.find(({ skill, factor }) => (point -= skill.share * (factor - 1)) < 0);
    return rush?.skill ?? this.account.skills[0];
  }

  /** A skill by its share of the arrivals. */
  usualSkill(point = this.random.next()): Skill {
    let low = 0;
    let high = this.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! <= point) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.account.skills[low]!;
  }

  private level(at: number): number {
    if (this.quiet) {
      return NIGHT;
    }
    const hour = this.local.hour(at);
    const before = rhythm[Math.floor(hour)]!;
    const after = rhythm[(Math.floor(hour) + 1) % 24]!;
    const share = before + (after - before) * (hour % 1);
    return isWeekend(this.local.day(at)) ? share * WEEKEND : share;
  }

  /** Picks out the rushes that this hour and the next can have, and the most arrivals that they can bring. */
  private plan(at: number): void {
    const hour = Math.floor(at / HOUR);
    if (hour === this.plannedHour) {
      return;
    }
    this.plannedHour = hour;
    const today = this.rushesOf(this.local.day(at));
    this.rushes = today.filter((rush) => rush.from < (hour + 2) * HOUR && rush.to > hour * HOUR);
    this.possible = extentOf(this.rushes);
  }

  private rushesOf(day: number): Rush[] {
    const start = this.local.dayStart(day);
    const chance = (n: number, what: number) => fixedChance(this.seed, day, n, what);
    return Array.from({ length: Math.ceil(this.account.skills.length / 4) }, (_, n) => {
      const from = start + (7 + 14 * chance(n, 1)) * HOUR;
      const skill = this.account.skills[Math.floor(chance(n, 2) * this.account.skills.length)]!;
      return { skill, from, to: from + (15 + 30 * chance(n, 3)) * MINUTE, factor: 1.2 + 0.3 * chance(n, 4) };
    });
  }
}

/** Total arrivals with these rushes as a multiple of those without. */
function extentOf(rushes: Rush[]): number {
  return rushes.reduce((sum, rush) => sum + rush.skill.share * (rush.factor - 1), 1);
}
