import type { Account } from './account';
import { freeSlots, hasSpareCapacity, type AgentState, type OpenConversation } from './conversation';

/** The queues of all skills, first in first out, and the matching with agents. */
export class Queues {
  private readonly regularQueues: Array<Set<OpenConversation>>;
  /** The queues of conversations from a surge. */
  private readonly surgeQueues: Array<Set<OpenConversation>>;

  constructor(
    account: Account,
    private readonly agents: AgentState[]
  ) {
    this.regularQueues = account.skills.map(() => new Set());
    this.surgeQueues = account.skills.map(() => new Set());
  }

  /** Adds a conversation at the end of its skill's queue. */
  enter(conversation: OpenConversation): void {
    this.queueOf(conversation).add(conversation);
  }

  leave(conversation: OpenConversation): void {
    this.queueOf(conversation).delete(conversation);
  }

  /** The least busy agent with capacity for a conversation. */
  agentFor({ skill, fromSurge }: OpenConversation): AgentState | undefined {
    let best: AgentState | undefined;
    let least = 1;
    for (const index of skill.agents) {
      const state = this.agents[index]!;
      const busy = state.assigned.size / state.agent.maxSlots;
      if (busy < least && freeSlots(state) > 0 && (!fromSurge || hasSpareCapacity(state))) {
        best = state;
        least = busy;
      }
    }
    return best;
  }

  /** The conversation that has waited longest for one of this agent's skills; those of a surge come last. */
  longestWaitingFor(state: AgentState): OpenConversation | undefined {
    return (
      this.firstOf(this.regularQueues, state) ??
      (hasSpareCapacity(state) ? this.firstOf(this.surgeQueues, state) : undefined)
    );
  }

  private firstOf(queues: Array<Set<OpenConversation>>, state: AgentState): OpenConversation | undefined {
    let longest: OpenConversation | undefined;
    for (const skill of state.agent.skills) {
      const queue = queues[skill]!;
      const first: OpenConversation | undefined = queue.size > 0 ? queue.values().next().value : undefined;
      if (first && (!longest || first.queuedAt < longest.queuedAt)) {
        longest = first;
      }
    }
    return longest;
  }

  private queueOf({ skill, fromSurge }: OpenConversation): Set<OpenConversation> {
    return (fromSurge ? this.surgeQueues : this.regularQueues)[skill.index]!;
  }
}
