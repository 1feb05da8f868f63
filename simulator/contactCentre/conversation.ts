import type { Agent, Skill } from './account';
import type { Status, StatusRecord } from './journal';
import { NO_AGENT, type Attribution } from './eventLogs';
import { QueueReason } from './segmentLogs';
import { Segment } from './segments';
import { MINUTE } from './time';

/** How long after the agent's last message a conversation counts as active, in ms. */
export const ACTIVE_FOR = 3 * MINUTE;
/** How long after the consumer's first unanswered message a response is overdue, in ms. */
export const RESPONSE_DUE = 10 * MINUTE;
/** The weight of a conversation that is not active, in slots. */
export const IDLE_WEIGHT = 0.5;

/** The next step of a conversation. */
export type Step =
  | 'offer'
  | 'abandon'
  | 'consumerWrites'
  | 'agentTurn'
  | 'agentCloses'
  | 'consumerCloses'
  | 'systemCloses';

/** An open conversation. Times are epoch milliseconds. */
export interface OpenConversation {
  /** Its number in the journal. */
  number: number;
  skill: Skill;
  /** The assigned agent; undefined in the queue. */
  agentState: AgentState | undefined;
  queuedAt: number;
  /** Why it entered the queue last, a `QueueReason`. */
  queueReason: number;
  assignedAt: number;
  firstHumanAt: number | undefined;
  /** The time of the consumer's first unanswered message; undefined if there is none. */
  waitingSince: number | undefined;
  /** Whether a human has responded yet. */
  answered: boolean;
  /** Whether the assigned agent has responded since the assignment. */
  answeredByHolder: boolean;
  /** Started by a surge and not yet assigned: only agents with spare capacity take it. */
  fromSurge: boolean;
  /** Started by a backlog: the end of a surge does not affect it. */
  inBacklog: boolean;
  startedAt: number;
  lastMessageAt: number;
  responsesLeft: number;
  skillSegment: Segment;
  /** Undefined in the queue. */
  agentSegment: Segment | undefined;
  step: Step;
  /** When `step` is due. */
  stepAt: number;
}

/** A new conversation, in its skill's queue and with a first message of the consumer. */
export function newConversation(
  number: number,
  skill: Skill,
  at: number,
  responsesLeft: number,
  fromSurge: boolean
): OpenConversation {
  return {
    number,
    skill,
    agentState: undefined,
    queuedAt: at,
    queueReason: QueueReason.started,
    assignedAt: 0,
    firstHumanAt: undefined,
    waitingSince: at,
    answered: false,
    answeredByHolder: false,
    fromSurge,
    inBacklog: false,
    startedAt: at,
    lastMessageAt: at,
    responsesLeft,
    skillSegment: new Segment(at),
    agentSegment: undefined,
    step: 'offer',
    stepAt: at,
  };
}

/** The current state of an agent. */
export interface AgentState {
  agent: Agent;
  status: Status;
  reason: string | undefined;
  /** Since when the agent has this status. */
  since: number;
  /** Since when the agent has this reason. */
  reasonSince: number;
  assigned: Set<OpenConversation>;
  /** When the status changes next. */
  stepAt: number;
  /** Kept offline by the scenario. */
  sentHome: boolean;
  /** Every change of status, oldest first. */
  records: StatusRecord[];
}

/** Reports whether an assigned conversation is active. */
export function isActive(conversation: OpenConversation, now: number): boolean {
  return conversation.waitingSince !== undefined || now - conversation.lastMessageAt < ACTIVE_FOR;
}

/** Reports whether a response to the consumer is overdue. */
export function isOverdue(conversation: OpenConversation, now: number): boolean {
  return conversation.waitingSince !== undefined && now - conversation.waitingSince > RESPONSE_DUE;
}

/** Reports whether an agent has capacity for a conversation of a surge. */
export function hasSpareCapacity(state: AgentState): boolean {
  return state.agent.type === 'HUMAN' && state.assigned.size < state.agent.maxSlots / 2;
}

/** The number of conversations that an agent can take from the queue. */
export function freeSlots(state: AgentState): number {
  return state.status === 'ONLINE' ? Math.max(0, state.agent.maxSlots - state.assigned.size) : 0;
}

/** The attribution of events in a conversation. */
export function attributionOf({ skill, agentState }: OpenConversation): Attribution {
  return agentState
    ? { skill: skill.index, group: agentState.agent.group, agent: agentState.agent.index }
    : { skill: skill.index, group: skill.group, agent: NO_AGENT };
}
