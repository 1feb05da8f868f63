import type { Agent, Skill } from './account';
import type { Status, StatusRecord } from './journal';
import { NO_AGENT, type Attribution } from './eventLogs';
import { MINUTE } from './time';

/** A conversation is handled at full intensity until it has been silent for so long after the agent's answer. */
export const ACTIVE_FOR = 3 * MINUTE;
/** A response is due so long after the consumer's first unanswered message. */
export const RESPONSE_DUE = 10 * MINUTE;
/** The share of a slot that a conversation takes while it is not active. */
export const IDLE_WEIGHT = 0.5;

/** What a conversation will do next. */
export type Step =
  | 'offer'
  | 'abandon'
  | 'consumerWrites'
  | 'agentTurn'
  | 'agentCloses'
  | 'consumerCloses'
  | 'systemCloses';

/** A conversation that is open now. Times are epoch milliseconds. */
export interface OpenConversation {
  /** Its number in the journal. */
  number: number;
  skill: Skill;
  /** The agent who has it; undefined in the queue. */
  agentState: AgentState | undefined;
  queuedAt: number;
  assignedAt: number;
  firstHumanAt: number | undefined;
  /** When the consumer's first unanswered message came; undefined if none waits. */
  waitingSince: number | undefined;
  /** Whether a human has responded yet. */
  answered: boolean;
  /** Whether the agent who has it has responded since it was assigned. */
  answeredByHolder: boolean;
  /** It came in a rush and no agent has had it: it is for those who have little to do. */
  fromSurge: boolean;
  startedAt: number;
  lastMessageAt: number;
  responsesLeft: number;
  step: Step;
  /** When `step` is due. */
  stepAt: number;
}

/** A conversation that starts, in its skill's queue and with a message of the consumer's. */
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
    assignedAt: 0,
    firstHumanAt: undefined,
    waitingSince: at,
    answered: false,
    answeredByHolder: false,
    fromSurge,
    startedAt: at,
    lastMessageAt: at,
    responsesLeft,
    step: 'offer',
    stepAt: at,
  };
}

/** An agent as of now. */
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

/** Whether a conversation, which must be assigned, is handled at full intensity. */
export function isActive(conversation: OpenConversation, now: number): boolean {
  return conversation.waitingSince !== undefined || now - conversation.lastMessageAt < ACTIVE_FOR;
}

/** Whether a response to the consumer was due before now. */
export function isOverdue(conversation: OpenConversation, now: number): boolean {
  return conversation.waitingSince !== undefined && now - conversation.waitingSince > RESPONSE_DUE;
}

/** Whether an agent has so little to do that it may take a conversation of a rush. */
export function hasSpareCapacity(state: AgentState): boolean {
  return state.agent.type === 'HUMAN' && state.assigned.size < state.agent.maxSlots / 2;
}

/** How many more conversations an agent could take from the queue now. */
export function freeSlots(state: AgentState): number {
  return state.status === 'ONLINE' ? Math.max(0, state.agent.maxSlots - state.assigned.size) : 0;
}

/** To whom what happens in a conversation counts now. */
export function attributionOf({ skill, agentState }: OpenConversation): Attribution {
  return agentState
    ? { skill: skill.index, group: agentState.agent.group, agent: agentState.agent.index }
    : { skill: skill.index, group: skill.group, agent: NO_AGENT };
}
