import type { Skill } from './account';
import type { AgentState, OpenConversation } from './conversation';
import type { ConversationProcess } from './conversationProcess';

/** What a backlog consists of. */
export interface BacklogSize {
  conversations: number;
  /** The share of them that agents have at once, however many slots they have. */
  assignedShare: number;
}

/**
 * Many conversations that are opened at once and stay open. Those in a queue wait until an agent has spare capacity, as
 * those of a surge do, and are never abandoned.
 */
export class Backlog {
  private conversations: OpenConversation[] = [];

  constructor(
    private readonly process: ConversationProcess,
    private readonly agents: AgentState[]
  ) {}

  /** Opens conversations, in turn with each of the skills. Where nobody who has the skill is online, they stay in the queue. */
  open(skills: Skill[], { conversations, assignedShare }: BacklogSize, at: number): void {
    for (let place = 0; place < conversations; place++) {
      const skill = skills[place % skills.length]!;
      const isAssigned = Math.floor((place + 1) * assignedShare) > Math.floor(place * assignedShare);
      this.conversations.push(this.process.startWaiting(at, skill, isAssigned ? this.agentFor(skill) : undefined));
    }
  }

  /** Closes all of them that are still open: consumers close those in a queue, agents their own. */
  close(at: number): void {
    const open = this.conversations.filter(({ number }) => this.process.open.has(number));
    const inQueue = open.filter(({ agentState }) => !agentState);
    inQueue.forEach((conversation) => this.process.end(conversation, at));
    open.filter(({ agentState }) => agentState).forEach((conversation) => this.process.end(conversation, at));
    this.conversations = [];
  }

  /** Of those who have the skill and are online, the agent with most slots left. */
  private agentFor({ agents }: Skill): AgentState | undefined {
    const online = agents.map((index) => this.agents[index]!).filter(({ status }) => status === 'ONLINE');
    const left = (state: AgentState) => state.agent.maxSlots - state.assigned.size;
    return online.reduce<AgentState | undefined>(
      (best, state) => (best && left(best) >= left(state) ? best : state),
      undefined
    );
  }
}
