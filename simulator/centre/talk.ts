import type { Skill } from './account';
import type { Agenda } from './agenda';
import type { Arrivals } from './arrivals';
import { freeSlots, newConversation, type AgentState, type OpenConversation, type Step } from './conversation';
import { Cause, Happening, type Journal } from './journal';
import { NOBODY, type Conclusions, type Credit, type Responses } from './logs';
import type { Queues } from './queues';
import type { Random } from './random';
import { MINUTE, SECOND } from './time';

/** What conversations need of the centre they happen in. */
export interface TalkSurroundings {
  agenda: Agenda;
  arrivals: Arrivals;
  journal: Journal;
  responses: Responses;
  conclusions: Conclusions;
  queues: Queues;
  random: Random;
}

/** The life of conversations: who says what when, who takes it, and how it ends. */
export class Talk {
  /** All open conversations by their number. */
  readonly open = new Map<number, OpenConversation>();

  constructor(private readonly centre: TalkSurroundings) {}

  /** A consumer starts a conversation. */
  begin(at: number, skill: Skill): void {
    const { journal, random } = this.centre;
    const number = journal.begin(at, skill.index);
    journal.write(number, at, Happening.consumerMessage);
    const responses = 1 + Math.min(14, Math.floor(random.delay(3, 0)));
    const conversation = newConversation(number, skill, at, responses);
    this.open.set(number, conversation);
    this.plan(conversation, 'offer', at + random.delay(90 * SECOND, 4 * SECOND));
  }

  /** Does what a conversation has planned for this time. Plans that were dropped since do nothing. */
  act(number: number, at: number): void {
    const conversation = this.open.get(number);
    if (conversation?.nextAt === at) {
      this.steps[conversation.step](conversation, at);
    }
  }

  /** Gives an agent who has free slots the conversations that have waited longest. */
  fill(state: AgentState, at: number): void {
    while (freeSlots(state) > 0) {
      const next = this.centre.queues.longestFor(state);
      if (!next) {
        return;
      }
      this.assign(next, state, at);
    }
  }

  /** Puts all of an agent's conversations back into their queues. */
  putBack(state: AgentState, at: number): void {
    for (const conversation of state.held) {
      this.centre.journal.write(conversation.number, at, Happening.backToQueue);
      this.queue(conversation, at);
    }
    state.held.clear();
  }

  private readonly steps: Record<Step, (conversation: OpenConversation, at: number) => void> = {
    offer: (conversation, at) => this.offer(conversation, at),
    abandon: (conversation, at) => this.close(conversation, at, Cause.consumer),
    consumerWrites: (conversation, at) => this.consumerWrites(conversation, at),
    agentTurn: (conversation, at) => this.agentTurn(conversation, at),
    agentCloses: (conversation, at) => this.close(conversation, at, Cause.agent),
    consumerCloses: (conversation, at) => this.close(conversation, at, Cause.consumer),
    systemCloses: (conversation, at) => this.close(conversation, at, Cause.system),
  };

  private plan(conversation: OpenConversation, step: Step, at: number): void {
    conversation.step = step;
    conversation.nextAt = at;
    this.centre.agenda.add(at, conversation.number);
  }

  private queue(conversation: OpenConversation, at: number): void {
    conversation.holder = undefined;
    conversation.queuedAt = at;
    this.plan(conversation, 'offer', at + this.centre.random.delay(40 * SECOND, 3 * SECOND));
  }

  private offer(conversation: OpenConversation, at: number): void {
    const state = this.centre.queues.agentFor(conversation.skill.index);
    if (state) {
      this.assign(conversation, state, at);
    } else {
      this.centre.queues.enter(conversation);
      this.plan(conversation, 'abandon', at + this.centre.random.delay(45 * MINUTE, MINUTE));
    }
  }

  private assign(conversation: OpenConversation, state: AgentState, at: number): void {
    this.centre.queues.leave(conversation);
    this.centre.journal.write(conversation.number, at, Happening.assigned, state.agent.index);
    conversation.holder = state;
    conversation.assignedAt = at;
    state.held.add(conversation);
    if (state.agent.type === 'HUMAN') {
      conversation.firstHumanAt ??= at;
    }
    if (conversation.waitingSince === undefined) {
      this.plan(conversation, 'consumerWrites', at + this.centre.random.delay(5 * MINUTE, 5 * SECOND));
    } else {
      this.planAgentTurn(conversation, state, at);
    }
  }

  private planAgentTurn(conversation: OpenConversation, state: AgentState, at: number): void {
    const { random } = this.centre;
    const busy = 0.7 + (0.6 * state.held.size) / state.agent.maxSlots;
    const usual = random.chance(0.04) ? 8 * MINUTE : 48 * SECOND;
    const human = state.agent.type === 'HUMAN';
    const delay = human ? random.delay(usual * busy, 6 * SECOND) : random.delay(3 * SECOND, SECOND);
    this.plan(conversation, 'agentTurn', at + delay);
  }

  private consumerWrites(conversation: OpenConversation, at: number): void {
    this.centre.journal.write(conversation.number, at, Happening.consumerMessage);
    conversation.lastMessageAt = at;
    conversation.waitingSince ??= at;
    this.planAgentTurn(conversation, conversation.holder!, at);
  }

  private agentTurn(conversation: OpenConversation, at: number): void {
    const { random } = this.centre;
    const isBot = conversation.holder!.agent.type === 'BOT';
    if (random.chance(isBot ? 0.25 : 0.03)) {
      this.transfer(conversation, at);
      return;
    }
    this.respond(conversation, at);
    conversation.responsesLeft--;
    if (conversation.responsesLeft > 0) {
      this.plan(conversation, 'consumerWrites', at + random.delay(isBot ? MINUTE : 6 * MINUTE, 5 * SECOND));
    } else {
      this.planEnd(conversation, at);
    }
  }

  private respond(conversation: OpenConversation, at: number): void {
    const { agent } = conversation.holder!;
    this.centre.journal.write(conversation.number, at, Happening.agentMessage, agent.index);
    if (agent.type === 'HUMAN' && conversation.waitingSince !== undefined) {
      const { waitingSince, assignedAt, firstHumanAt, answered } = conversation;
      const sinceFirst = answered || firstHumanAt === undefined ? undefined : at - firstHumanAt;
      const sinceAssigned = at - Math.max(waitingSince, assignedAt);
      this.centre.responses.add(at, creditOf(conversation), at - waitingSince, sinceAssigned, sinceFirst);
      conversation.answered = true;
    }
    conversation.waitingSince = undefined;
    conversation.lastMessageAt = at;
  }

  private planEnd(conversation: OpenConversation, at: number): void {
    const { random } = this.centre;
    const draw = random.next();
    if (draw < 0.62) {
      this.plan(conversation, 'agentCloses', at + random.delay(3 * MINUTE, 10 * SECOND));
    } else if (draw < 0.82) {
      this.plan(conversation, 'consumerCloses', at + random.delay(4 * MINUTE, 5 * SECOND));
    } else {
      this.plan(conversation, 'systemCloses', at + 25 * MINUTE);
    }
  }

  private transfer(conversation: OpenConversation, at: number): void {
    const skill = this.centre.arrivals.usualSkill();
    this.centre.conclusions.add(at, creditOf(conversation), Cause.transfer);
    this.centre.journal.write(conversation.number, at, Happening.transferred, skill.index);
    const state = conversation.holder!;
    state.held.delete(conversation);
    conversation.skill = skill;
    this.queue(conversation, at);
    this.fill(state, at);
  }

  private close(conversation: OpenConversation, at: number, cause: number): void {
    const { journal, conclusions, queues } = this.centre;
    const score = this.rating(conversation);
    conclusions.add(at, creditOf(conversation), cause, score);
    if (score > 0) {
      journal.write(conversation.number, at, Happening.rated, score);
    }
    journal.write(conversation.number, at, Happening.closed, cause);
    queues.leave(conversation);
    this.open.delete(conversation.number);
    const state = conversation.holder;
    if (state) {
      state.held.delete(conversation);
      this.fill(state, at);
    }
  }

  /** The consumer's answer to the satisfaction question, worse in busy times; 0 for none. */
  private rating(conversation: OpenConversation): number {
    const { random } = this.centre;
    if (!conversation.holder || !random.chance(0.4)) {
      return 0;
    }
    const busy = conversation.holder.held.size / conversation.holder.agent.maxSlots;
    return random.chance(0.9 - 0.12 * busy) ? random.whole(4, 5) : random.whole(1, 3);
  }
}

/** To whom what happens in a conversation counts now. */
export function creditOf({ skill, holder }: OpenConversation): Credit {
  return holder
    ? { skill: skill.index, group: holder.agent.group, agent: holder.agent.index }
    : { skill: skill.index, group: skill.group, agent: NOBODY };
}
