import type { AgentState, OpenConversation } from '../../contactCentre/conversation';
import { Resolved } from '../../contactCentre/survey';
import { add, newMean, Accumulator } from '../accumulator';
import type { Durations } from './durations';

/** What is counted for one agent. */
export class AgentAccumulator extends Accumulator {
  backToQueue = 0;
  pending = 0;
  readonly sinceThisAssigned = newMean();
  readonly duration = newMean();
  readonly recommend = newMean();
  /** How many of a bot's messages it understood. */
  readonly intents = newMean();
  private readonly resolved = [0, 0, 0, 0];

  constructor(
    readonly state: AgentState,
    readonly durations: Durations | undefined
  ) {
    super();
  }

  /** Adds what a consumer answered, as the log of conclusions has it; 0 for what was not answered. */
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

  /** Share of those asked whether everything was resolved who say so, or of those who answered. */
  resolvedShare(ofAsked: boolean): number | undefined {
    const { [Resolved.yes]: yes = 0, [Resolved.no]: no = 0, [Resolved.skipped]: skipped = 0 } = this.resolved;
    return share(yes, yes + no + (ofAsked ? skipped : 0));
  }
}

/** A part of a whole, or undefined where there is none. */
export function share(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
