import { Column } from './columns';

/** No agent: the conversation was in the queue. */
export const NOBODY = -1;

/** To whom an event counts, by index. */
export interface Credit {
  skill: number;
  group: number;
  /** `NOBODY` for a conversation in the queue. */
  agent: number;
}

/** Rows of one kind of event in order of time, so that a window is a run of rows. */
class EventLog {
  readonly at = new Column(Float64Array);
  readonly skill = new Column(Int32Array);
  readonly group = new Column(Int32Array);
  readonly agent = new Column(Int32Array);

  /** The rows of [from, to), as first row and the row after the last. */
  window(from: number, to: number): [number, number] {
    return [this.at.firstFrom(from), this.at.firstFrom(to)];
  }

  /** Skill, group and agent of the rows from one up to but not including another. */
  credits(first: number, end: number): [Int32Array, Int32Array, Int32Array] {
    return [this.skill.part(first, end), this.group.part(first, end), this.agent.part(first, end)];
  }

  protected credit(at: number, to: Credit): void {
    this.at.push(at);
    this.skill.push(to.skill);
    this.group.push(to.group);
    this.agent.push(to.agent);
  }
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

  add(at: number, to: Credit, wait: number, sinceAssigned: number, sinceFirstAssigned?: number): void {
    this.credit(at, to);
    this.wait.push(wait);
    this.sinceAssigned.push(sinceAssigned);
    this.first.push(sinceFirstAssigned === undefined ? 0 : 1);
    this.sinceFirstAssigned.push(sinceFirstAssigned ?? 0);
  }
}

/** Conversations that were closed or handed on. */
export class Conclusions extends EventLog {
  /** A `Cause`. */
  readonly cause = new Column(Uint8Array);
  /** The consumer's answer to the satisfaction question, 1 to 5; 0 for none. */
  readonly score = new Column(Uint8Array);

  add(at: number, to: Credit, cause: number, score = 0): void {
    this.credit(at, to);
    this.cause.push(cause);
    this.score.push(score);
  }
}
