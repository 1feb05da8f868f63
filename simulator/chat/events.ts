import type { Agent } from '../contactCentre/account';
import type { Status, StatusRecord } from '../contactCentre/journal';

/** A visitor's chat, from the start to its end. Times are epoch ms, whole seconds. */
export interface Chat {
  /** Index of the skill. */
  readonly skill: number;
  readonly startedAt: number;
  /** Whether the visitor entered the queue; the others were connected at once. */
  readonly queued: boolean;
  /** Index of the agent to whom it is offered or connected, whose slot it takes from then on. */
  agent?: number;
  offeredAt?: number;
  connectedAt?: number;
  /** When it ended; a chat that ended without having been connected was abandoned. */
  endedAt?: number;
  /** Whether both sides wrote. Known when it ends. */
  interactive: boolean;
}

/** What chats and statuses are read from: those of the last 25 hours, the only input of the APIs and the oracle. */
export interface ChatRecords {
  /** In order of their start. */
  readonly chats: readonly Chat[];
  readonly agents: ReadonlyArray<Pick<ChatAgent, 'agent' | 'records'>>;
  /** Epoch ms. */
  readonly now: number;
}

/** An agent on the chat floor. */
export interface ChatAgent {
  readonly agent: Agent;
  status: Status;
  /** When the next change of the status is planned. */
  stepAt: number;
  /** Changes of the status, oldest first; the first one may be older than 25 hours. */
  records: StatusRecord[];
  /** How many chats are offered or connected to the agent now. */
  busy: number;
  /** When the agent last had a chat. */
  lastChatAt: number;
}

/** Reports whether a chat waits in a queue, also while it is offered to an agent. */
export function isWaiting({ connectedAt, endedAt }: Chat): boolean {
  return connectedAt === undefined && endedAt === undefined;
}

/** Slots that an agent has for further chats. */
export function freeSlots({ agent, status, busy }: ChatAgent): number {
  return status === 'ONLINE' ? agent.maxChats - busy : 0;
}
