import type { AgentState, OpenConversation } from '../../contactCentre/conversation';
import { Resolved } from '../../contactCentre/survey';
import { add, newMean, Accumulator } from '../accumulator';
import type { Durations } from './durations';

/** Accumulates the values of one agent. */
export class AgentAccumulator extends Accumulator {
  backToQueue = 0;
  pending = 0;
  readonly sinceThisAssigned = newMean();
  readonly duration = newMean();
  readonly recommend = newMean();
  /** The share of messages whose intent the bot detected. */
  readonly intents = newMean();
  private readonly resolved = [0, 0, 0, 0];

  constructor(
    readonly state: AgentState,
    readonly durations: Durations | undefined
  ) {
    super();
  }

  /** Adds the answers of a survey, encoded as in the log of conclusions; 0 means no answer. */
  addSurvey(resolved: number, recommend: number): void {
    this.resolved[resolved]! += 1;
    if (recommend > 0) {
      const answer = recommend - 1;
      add(this.recommend, answer >= 9 ? 100 : answer <= 6 ? -100 : 0);
    }
  }

  override addOpen(conversation: OpenConversation, now: number): void {
    super.addOpen(conversation, now);
    this.pending += conversation.waitingSince === undefined ? 0 : 1;
  }

  /** The share of "resolved" among all surveys with that question, or among those that answered it. */
  resolvedShare(includeSkipped: boolean): number | undefined {
    const { [Resolved.yes]: yes = 0, [Resolved.no]: no = 0, [Resolved.skipped]: skipped = 0 } = this.resolved;
    return share(yes, yes + no + (includeSkipped ? skipped : 0));
  }
}

/** A ratio, or undefined if the whole is 0. */
export function share(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
