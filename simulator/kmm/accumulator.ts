import type { UserType } from '../contactCentre/account';
import {
  freeSlots,
  IDLE_WEIGHT,
  isActive,
  isOverdue,
  type AgentState,
  type OpenConversation,
} from '../contactCentre/conversation';
import { Cause } from '../contactCentre/journal';

/** A sum and the number of its values. */
export interface Mean {
  sum: number;
  count: number;
}

/** Weight of the assigned conversations and slots of some agents. */
interface Load {
  weight: number;
  slots: number;
}

export const newMean = (): Mean => ({ sum: 0, count: 0 });
const newLoad = (): Load => ({ weight: 0, slots: 0 });

/** Accumulates the values of one row of a response. Durations are in ms. */
export class Accumulator {
  /** By cause; index 0 is unused. */
  readonly concluded = [0, 0, 0, 0, 0];
  readonly wait = newMean();
  readonly firstWait = newMean();
  readonly sinceAssigned = newMean();
  readonly sinceFirstAssigned = newMean();
  /** The share of scores of 4 or 5. */
  readonly satisfied = newMean();
  readonly queueWaits: number[] = [];
  assigned = 0;
  active = 0;
  overdueInQueue = 0;
  overdueAssigned = 0;
  readonly load: Record<UserType, Load> = { HUMAN: newLoad(), BOT: newLoad() };
  readonly humanOnline = newLoad();
  readonly humanAway = newLoad();
  readonly agents = { ONLINE: 0, AWAY: 0, BACK_SOON: 0 };
  free = 0;

  addResponse(wait: number, sinceAssigned: number): void {
    add(this.wait, wait);
    add(this.sinceAssigned, sinceAssigned);
  }

  addFirstResponse(wait: number, sinceFirstAssigned: number): void {
    add(this.firstWait, wait);
    add(this.sinceFirstAssigned, sinceFirstAssigned);
  }

  addConclusion(cause: number, score: number): void {
    this.concluded[cause]! += 1;
    if (score > 0) {
      add(this.satisfied, score >= 4 ? 1 : 0);
    }
  }

  addOpen(conversation: OpenConversation, now: number): void {
    const overdue = isOverdue(conversation, now) ? 1 : 0;
    if (conversation.agentState) {
      this.assigned += 1;
      this.active += isActive(conversation, now) ? 1 : 0;
      this.overdueAssigned += overdue;
    } else {
      this.queueWaits.push(now - conversation.queuedAt);
      this.overdueInQueue += overdue;
    }
  }

  /** Adds an agent who is logged in. */
  addAgent(state: AgentState, weight: number): void {
    const { agent, status } = state;
    if (status === 'OFFLINE') {
      return;
    }
    this.agents[status] += 1;
    this.free += freeSlots(state);
    const loads = [this.load[agent.type]];
    if (agent.type === 'HUMAN' && status === 'ONLINE') {
      loads.push(this.humanOnline);
    } else if (agent.type === 'HUMAN' && status === 'AWAY') {
      loads.push(this.humanAway);
    }
    for (const load of loads) {
      load.weight += weight;
      load.slots += agent.maxSlots;
    }
  }

  get closed(): number {
    return this.concluded[Cause.agent]! + this.concluded[Cause.consumer]! + this.concluded[Cause.system]!;
  }

  /** A percentile of the waiting times in the queue, in ms (nearest rank). */
  queuePercentile(share: number): number | undefined {
    const waits = this.queueWaits.sort((a, b) => a - b);
    return waits[Math.max(0, Math.ceil(share * waits.length) - 1)];
  }
}

/** The weight of all conversations of an agent, in slots. */
export function weightOf(state: AgentState, now: number): number {
  let weight = 0;
  for (const conversation of state.assigned) {
    weight += isActive(conversation, now) ? 1 : IDLE_WEIGHT;
  }
  return weight;
}

/** The mean, or undefined for no values. */
export function meanOf({ sum, count }: Mean): number | undefined {
  return count > 0 ? sum / count : undefined;
}

/** Weight divided by slots, or undefined without slots. */
export function ratioOf(...loads: Load[]): number | undefined {
  const slots = loads.reduce((sum, load) => sum + load.slots, 0);
  return slots > 0 ? loads.reduce((sum, load) => sum + load.weight, 0) / slots : undefined;
}

/** Adds one value. */
export function add(mean: Mean, value: number): void {
  mean.sum += value;
  mean.count += 1;
}
