import { Column } from './column';
import type { Survey } from './survey';

/** The agent index of events in the queue. */
export const NO_AGENT = -1;

/** The attribution of an event, by index. */
export interface Attribution {
  skill: number;
  group: number;
  /** `NO_AGENT` for a conversation in the queue. */
  agent: number;
}

/** Events of one type in order of time, so that a window is a range of rows. */
export class EventLog {
  readonly at = new Column(Float64Array);
  readonly skill = new Column(Int32Array);
  readonly group = new Column(Int32Array);
  readonly agent = new Column(Int32Array);

  /** The rows of [from, to), as first row and the row after the last. */
  window(from: number, to: number): [number, number] {
    return [this.at.firstFrom(from), this.at.firstFrom(to)];
  }

  /** Skill, group and agent of the rows from one up to but not including another. */
  attributions(first: number, end: number): [Int32Array, Int32Array, Int32Array] {
    return [this.skill.part(first, end), this.group.part(first, end), this.agent.part(first, end)];
  }

  protected pushAttribution(at: number, to: Attribution): void {
    this.at.push(at);
    this.skill.push(to.skill);
    this.group.push(to.group);
    this.agent.push(to.agent);
  }
}

/** Durations of a response in ms; the last two only for the first response of the conversation or of the assignment. */
export interface ResponseTimes {
  wait: number;
  sinceAssigned: number;
  sinceFirstAssigned?: number;
  sinceThisAssigned?: number;
}

/** Responses of human agents to waiting consumers. Durations in ms. */
export class Responses extends EventLog {
  /** From the consumer's first unanswered message. */
  readonly wait = new Column(Int32Array);
  /** As `wait`, but from the assignment if that was later. */
  readonly sinceAssigned = new Column(Int32Array);
  /** 1 for the first human response of a conversation. */
  readonly first = new Column(Uint8Array);
  /** For a first response: from the first assignment to a human. */
  readonly sinceFirstAssigned = new Column(Int32Array);
  /** 1 for the agent's first response since the conversation was assigned to the agent. */
  readonly firstOfAssignment = new Column(Uint8Array);
  /** For such a response: from that assignment. */
  readonly sinceThisAssigned = new Column(Int32Array);

  add(at: number, to: Attribution, times: ResponseTimes): void {
    this.pushAttribution(at, to);
    this.wait.push(times.wait);
    this.sinceAssigned.push(times.sinceAssigned);
    this.first.push(times.sinceFirstAssigned === undefined ? 0 : 1);
    this.sinceFirstAssigned.push(times.sinceFirstAssigned ?? 0);
    this.firstOfAssignment.push(times.sinceThisAssigned === undefined ? 0 : 1);
    this.sinceThisAssigned.push(times.sinceThisAssigned ?? 0);
  }
}

/** Conversations that were closed or transferred. */
export class Conclusions extends EventLog {
  /** A `Cause`. */
  readonly cause = new Column(Uint8Array);
  /** The consumer's answer to the satisfaction question, 1 to 5; 0 for none. */
  readonly score = new Column(Uint8Array);
  /** The answer to whether everything was resolved, a `Resolved`; 0 where it was not asked. */
  readonly resolved = new Column(Uint8Array);
  /** One more than the answer, 0 to 10, to whether the consumer would recommend; 0 for none. */
  readonly recommend = new Column(Uint8Array);
  /** For a closed conversation: ms from its start. */
  readonly duration = new Column(Int32Array);

  add(at: number, to: Attribution, cause: number, survey: Survey = {}, duration = 0): void {
    this.pushAttribution(at, to);
    this.cause.push(cause);
    this.score.push(survey.score ?? 0);
    this.resolved.push(survey.resolved ?? 0);
    this.recommend.push(survey.recommend === undefined ? 0 : survey.recommend + 1);
    this.duration.push(duration);
  }
}

/** Conversations that went back to their queue because their agent left. */
export class Returns extends EventLog {
  add(at: number, to: Attribution): void {
    this.pushAttribution(at, to);
  }
}

/** Messages of consumers that a bot answered. */
export class Intents extends EventLog {
  /** 1 if the bot detected the intent. */
  readonly matched = new Column(Uint8Array);

  add(at: number, to: Attribution, matched: boolean): void {
    this.pushAttribution(at, to);
    this.matched.push(matched ? 1 : 0);
  }
}
