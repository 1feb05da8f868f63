import { Column } from './column';

/** The types of events in a conversation, and the meaning of their detail. */
export const EventType = {
  /** The consumer starts it; detail: the skill. */
  start: 1,
  /** The consumer writes. */
  consumerMessage: 2,
  /** An agent takes it; detail: the agent. */
  assigned: 3,
  /** The agent writes; detail: the agent. */
  agentMessage: 4,
  /** The agent hands it on to another skill's queue; detail: that skill. */
  transferred: 5,
  /** It goes back to its queue because its agent leaves. */
  backToQueue: 6,
  /** It ends; detail: a `Cause`. */
  closed: 7,
  /** The consumer answers the satisfaction question; detail: 1 to 5. */
  rated: 8,
  /** The consumer answers whether everything was resolved; detail: a `Resolved`. */
  resolved: 9,
  /** The consumer answers whether they would recommend the brand; detail: 0 to 10. */
  recommended: 10,
  /** A bot reads a message; detail: 1 if it knew what the consumer wanted, else 0. */
  intentRead: 11,
} as const;

/** The cause of a conclusion. A transfer concludes a conversation for agent and skill without closing it. */
export const Cause = { agent: 1, consumer: 2, system: 3, transfer: 4 } as const;

const NO_ROW = -1;

/** An event of a conversation. `at` is epoch ms. */
export interface JournalEntry {
  at: number;
  type: number;
  detail: number;
}

/** The raw records of the contact centre: all events of its conversations, in order of time. */
export class Journal {
  private readonly at = new Column(Float64Array);
  private readonly type = new Column(Uint8Array);
  private readonly detail = new Column(Int32Array);
  private readonly previous = new Column(Int32Array);
  private readonly started = new Column(Float64Array);
  private readonly closed = new Column(Float64Array);
  private readonly latest = new Column(Int32Array);

  /** The number of conversations. They are numbered from 0 in order of their start. */
  get conversations(): number {
    return this.started.length;
  }

  /** Starts the record of a new conversation and returns its number. */
  begin(at: number, skill: number): number {
    const conversation = this.conversations;
    this.started.push(at);
    this.closed.push(Infinity);
    this.latest.push(NO_ROW);
    this.write(conversation, at, EventType.start, skill);
    return conversation;
  }

  /** Adds to the record of a conversation. */
  write(conversation: number, at: number, type: number, detail = 0): void {
    this.previous.push(this.latest.at(conversation));
    this.latest.set(conversation, this.at.length);
    this.at.push(at);
    this.type.push(type);
    this.detail.push(detail);
    if (type === EventType.closed) {
      this.closed.set(conversation, at);
    }
  }

  /** The first conversation that started at a time or later; `conversations` if there is none. */
  firstStartedFrom(at: number): number {
    return this.started.firstFrom(at);
  }

  startedAt(conversation: number): number {
    return this.started.at(conversation);
  }

  /** When it was closed; Infinity while it is open. */
  closedAt(conversation: number): number {
    return this.closed.at(conversation);
  }

  /** All events of one conversation, oldest first. */
  entries(conversation: number): JournalEntry[] {
    const entries: JournalEntry[] = [];
    for (let row = this.latest.at(conversation); row !== NO_ROW; row = this.previous.at(row)) {
      entries.push({ at: this.at.at(row), type: this.type.at(row), detail: this.detail.at(row) });
    }
    return entries.reverse();
  }
}

export type Status = 'ONLINE' | 'AWAY' | 'BACK_SOON' | 'OFFLINE';

/** A change of an agent's status. `at` is epoch ms. */
export interface StatusRecord {
  at: number;
  status: Status;
  /** Id of the reason for being away. */
  reason?: string;
}
