import type { Account } from './account';
import { freeSlots, type AgentState, type OpenConversation } from './conversation';

/** Who waits for whom: the queue of every skill, first come first served, and its agents. */
export class Queues {
  private readonly waiting: Array<Set<OpenConversation>>;

  constructor(
    private readonly account: Account,
    private readonly agents: AgentState[]
  ) {
    this.waiting = account.skills.map(() => new Set());
  }

  /** Puts a conversation, which no agent could take, at the end of its skill's queue. */
  enter(conversation: OpenConversation): void {
    this.waiting[conversation.skill.index]!.add(conversation);
  }

  leave(conversation: OpenConversation): void {
    this.waiting[conversation.skill.index]!.delete(conversation);
  }

  /** The least busy agent who can take a conversation of a skill now. */
  agentFor(skill: number): AgentState | undefined {
    let best: AgentState | undefined;
    let least = 1;
    for (const index of this.account.skills[skill]!.agents) {
      const state = this.agents[index]!;
      const busy = state.held.size / state.agent.maxSlots;
      if (busy < least && freeSlots(state) > 0) {
        best = state;
        least = busy;
      }
    }
    return best;
  }

  /** The conversation that has waited longest for an agent with any of this agent's skills. */
  longestFor(state: AgentState): OpenConversation | undefined {
    let longest: OpenConversation | undefined;
    for (const skill of state.agent.skills) {
      const queue = this.waiting[skill]!;
      const first: OpenConversation | undefined = queue.size > 0 ? queue.values().next().value : undefined;
      if (first && (!longest || first.queuedAt < longest.queuedAt)) {
        longest = first;
      }
    }
    return longest;
  }
}
