import type { UserType } from '../contactCentre/account';
import { NONE, type AgentSegments, type SkillSegments } from '../contactCentre/segmentLogs';
import { Outcome } from '../contactCentre/segments';
import { badRequest } from '../kmm/fields';
import type { Parameters } from './parameters';
import { NO_DATA } from './queue';
import { meanOr, type Metrics } from './rows';
import type { Window } from './windows';

/** A segment that is over. */
export interface EndedSegment {
  /** Its row in the log. */
  row: number;
  skill: number;
  agent: number;
  group: number;
  /** An `Outcome`. */
  outcome: number;
  /** From the assignment of an agent to that agent's first message, in ms; undefined without a message. */
  firstMessageAfter: number | undefined;
}

/** The segments that ended in a window. */
export function segmentsInWindow(log: SkillSegments | AgentSegments, { from, to }: Window): EndedSegment[] {
  const [first, end] = log.window(from, to);
  return Array.from({ length: end - first }, (_, n) => {
    const row = first + n;
    const time = log.firstMessageAfter.at(row);
    return {
      row,
      skill: log.skill.at(row),
      agent: log.agent.at(row),
      group: log.group.at(row),
      outcome: log.outcome.at(row),
      firstMessageAfter: time === NONE ? undefined : time,
    };
  });
}

/** The number of segments with an outcome. */
export function countOutcome(segments: EndedSegment[], outcome: keyof typeof Outcome): number {
  return segments.filter((segment) => segment.outcome === Outcome[outcome]).length;
}

/** The mean time to the first message in whole ms. */
export function meanFirstMessage(segments: EndedSegment[]): number {
  return meanOfAny(segments.flatMap(({ firstMessageAfter }) => firstMessageAfter ?? []));
}

/** A mean in whole ms, -1 without values. */
export function meanOfAny(values: number[]): number {
  return Math.round(meanOr(NO_DATA, values));
}

/** Metrics of segments: all are 0 where there are none, averages too. */
export function zeroWithout(segments: EndedSegment[], metrics: Metrics): Metrics {
  return segments.length > 0 ? metrics : Object.fromEntries(Object.keys(metrics).map((name) => [name, 0]));
}

/** Reads `userType`; undefined for all. */
export function readUserType({ userType = 'all' }: Parameters): UserType | undefined {
  switch (userType) {
    case 'human':
      return 'HUMAN';
    case 'bot':
      return 'BOT';
    case 'all':
      return undefined;
    default:
      throw badRequest(`userType must be human, bot or all, not "${userType}".`);
  }
}
