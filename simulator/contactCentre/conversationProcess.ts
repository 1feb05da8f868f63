import type { Skill } from './account';
import {
  attributionOf,
  freeSlots,
  newConversation,
  type AgentState,
  type OpenConversation,
  type Step,
} from './conversation';
import { Cause, EventType } from './journal';
import { hashedFraction } from './random';
import { QueueReason } from './segmentLogs';
import { askConsumer, writeSurvey } from './survey';
import type { Dependencies } from './dependencies';
import { MINUTE, SECOND } from './time';

/** The process of conversations: messages, assignments, transfers and closing. */
export class ConversationProcess {
  /** All open conversations by their number. */
  readonly open = new Map<number, OpenConversation>();

  constructor(private readonly centre: Dependencies) {}

  /** Starts a conversation. */
  start(at: number, skill: Skill, patient = false): OpenConversation {
    const { journal, random } = this.centre;
    const number = journal.begin(at, skill.index);
    journal.write(number, at, EventType.consumerMessage);
    const responses = 1 + Math.min(14, Math.floor(random.delay(3, 0)));
    const conversation = newConversation(number, skill, at, responses, patient);
    this.open.set(number, conversation);
    this.schedule(conversation, 'offer', at + random.delay(90 * SECOND, 4 * SECOND));
    return conversation;
  }

  /** Starts a conversation of a backlog, with an agent or in the queue, where it is never abandoned. */
  startWaiting(at: number, skill: Skill, state?: AgentState): OpenConversation {
    const conversation = this.start(at, skill, true);
    conversation.inBacklog = true;
    conversation.stepAt = Infinity;
    if (state) {
      this.assign(conversation, state, at);
    } else {
      this.centre.queues.enter(conversation);
    }
    return conversation;
  }

  /** Closes a conversation: the consumer one that is in a queue, the agent another. */
  end(conversation: OpenConversation, at: number): void {
    this.close(conversation, at, conversation.agentState ? Cause.agent : Cause.consumer);
  }

  /** Runs the step that a conversation has scheduled for this time. Outdated schedules have no effect. */
  run(number: number, at: number): void {
    const conversation = this.open.get(number);
    if (conversation?.stepAt === at) {
      this.steps[conversation.step](conversation, at);
    }
  }

  /** Assigns the longest waiting conversations to an agent's free slots. */
  assignWaiting(state: AgentState, at: number): void {
    while (freeSlots(state) > 0) {
      const next = this.centre.queues.longestWaitingFor(state);
      if (!next) {
        return;
      }
      this.assign(next, state, at);
    }
  }

  /** Lets waiting conversations of a surge be abandoned within a few minutes. */
  endSurge(at: number): void {
    for (const conversation of this.open.values()) {
      if (conversation.fromSurge && !conversation.inBacklog && !conversation.agentState) {
        this.schedule(conversation, 'abandon', at + this.centre.random.delay(45 * SECOND, 3 * SECOND));
      }
    }
  }

  /** Requeues all conversations of an agent. */
  requeueAll(state: AgentState, at: number): void {
    for (const conversation of state.assigned) {
      this.centre.journal.write(conversation.number, at, EventType.backToQueue);
      this.centre.returns.add(at, attributionOf(conversation));
      this.centre.segments.endAgent(conversation, at, Cause.transfer);
      this.requeue(conversation, at, QueueReason.returned);
    }
    state.assigned.clear();
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

  private schedule(conversation: OpenConversation, step: Step, at: number): void {
    conversation.step = step;
    conversation.stepAt = at;
    this.centre.scheduler.schedule(at, conversation.number);
  }

  private requeue(conversation: OpenConversation, at: number, reason: number): void {
    conversation.agentState = undefined;
    conversation.queuedAt = at;
    conversation.queueReason = reason;
    this.schedule(conversation, 'offer', at + this.centre.random.delay(40 * SECOND, 3 * SECOND));
  }

  private offer(conversation: OpenConversation, at: number): void {
    const { queues, random } = this.centre;
    const state = queues.agentFor(conversation);
    if (state) {
      this.assign(conversation, state, at);
    } else {
      queues.enter(conversation);
      const maxWait = conversation.fromSurge ? random.between(2, 5) * MINUTE : random.delay(45 * MINUTE, MINUTE);
      this.schedule(conversation, 'abandon', Math.round(at + maxWait));
    }
  }

  private assign(conversation: OpenConversation, state: AgentState, at: number): void {
    const { queues, journal, segments } = this.centre;
    queues.leave(conversation);
    segments.leaveQueue(conversation, at, true);
    journal.write(conversation.number, at, EventType.assigned, state.agent.index);
    segments.startAgent(conversation, at);
    conversation.agentState = state;
    conversation.assignedAt = at;
    conversation.answeredByHolder = false;
    conversation.fromSurge = false;
    state.assigned.add(conversation);
    if (state.agent.type === 'HUMAN') {
      conversation.firstHumanAt ??= at;
    }
    if (conversation.waitingSince === undefined) {
      this.schedule(conversation, 'consumerWrites', at + this.centre.random.delay(5 * MINUTE, 5 * SECOND));
    } else {
      this.scheduleAgentTurn(conversation, state, at);
    }
  }

  private scheduleAgentTurn(conversation: OpenConversation, state: AgentState, at: number): void {
    const { random } = this.centre;
    const busy = 0.7 + (0.6 * state.assigned.size) / state.agent.maxSlots;
    const usual = random.chance(0.04) ? 8 * MINUTE : 48 * SECOND;
    const human = state.agent.type === 'HUMAN';
    const delay = human ? random.delay(usual * busy, 6 * SECOND) : random.delay(3 * SECOND, SECOND);
    this.schedule(conversation, 'agentTurn', at + delay);
  }

  private consumerWrites(conversation: OpenConversation, at: number): void {
    this.centre.journal.write(conversation.number, at, EventType.consumerMessage);
    this.centre.segments.addConsumerMessage(conversation);
    conversation.lastMessageAt = at;
    conversation.waitingSince ??= at;
    this.scheduleAgentTurn(conversation, conversation.agentState!, at);
  }

  private agentTurn(conversation: OpenConversation, at: number): void {
    const { random } = this.centre;
    const isBot = conversation.agentState!.agent.type === 'BOT';
    if (isBot) {
      this.readIntent(conversation, at);
    }
    if (random.chance(isBot ? 0.25 : 0.03)) {
      this.transfer(conversation, at);
      return;
    }
    this.respond(conversation, at);
    conversation.responsesLeft--;
    if (conversation.responsesLeft > 0) {
      this.schedule(conversation, 'consumerWrites', at + random.delay(isBot ? MINUTE : 6 * MINUTE, 5 * SECOND));
    } else {
      this.scheduleEnd(conversation, at);
    }
  }

  private readIntent(conversation: OpenConversation, at: number): void {
    const matched = hashedFraction(conversation.number, conversation.responsesLeft, 5) < 0.8;
    this.centre.journal.write(conversation.number, at, EventType.intentRead, matched ? 1 : 0);
    this.centre.intents.add(at, attributionOf(conversation), matched);
  }

  private respond(conversation: OpenConversation, at: number): void {
    const { agent } = conversation.agentState!;
    this.centre.journal.write(conversation.number, at, EventType.agentMessage, agent.index);
    this.centre.segments.addAgentMessage(conversation, at);
    if (agent.type === 'HUMAN' && conversation.waitingSince !== undefined) {
      const { waitingSince, assignedAt, firstHumanAt, answered, answeredByHolder } = conversation;
      this.centre.responses.add(at, attributionOf(conversation), {
        wait: at - waitingSince,
        sinceAssigned: at - Math.max(waitingSince, assignedAt),
        sinceFirstAssigned: answered || firstHumanAt === undefined ? undefined : at - firstHumanAt,
        sinceThisAssigned: answeredByHolder ? undefined : at - assignedAt,
      });
      conversation.answered = true;
      conversation.answeredByHolder = true;
    }
    conversation.waitingSince = undefined;
    conversation.lastMessageAt = at;
  }

  private scheduleEnd(conversation: OpenConversation, at: number): void {
    const { random } = this.centre;
    const draw = random.next();
    if (draw < 0.62) {
      this.schedule(conversation, 'agentCloses', at + random.delay(3 * MINUTE, 10 * SECOND));
    } else if (draw < 0.82) {
      this.schedule(conversation, 'consumerCloses', at + random.delay(4 * MINUTE, 5 * SECOND));
    } else {
      this.schedule(conversation, 'systemCloses', at + 25 * MINUTE);
    }
  }

  private transfer(conversation: OpenConversation, at: number): void {
    const { arrivals, conclusions, journal, segments } = this.centre;
    const skill = arrivals.usualSkill();
    conclusions.add(at, attributionOf(conversation), Cause.transfer);
    journal.write(conversation.number, at, EventType.transferred, skill.index);
    const state = conversation.agentState!;
    state.assigned.delete(conversation);
    segments.endAgent(conversation, at, Cause.transfer);
    if (skill !== conversation.skill) {
      segments.endSkill(conversation, at, Cause.transfer);
    }
    conversation.skill = skill;
    const isBot = state.agent.type === 'BOT';
    this.requeue(conversation, at, isBot ? QueueReason.transferredByBot : QueueReason.transferredByAgent);
    this.assignWaiting(state, at);
  }

  private close(conversation: OpenConversation, at: number, cause: number): void {
    const { journal, conclusions, queues, segments } = this.centre;
    const survey = askConsumer(conversation, this.centre.random);
    conclusions.add(at, attributionOf(conversation), cause, survey, at - conversation.startedAt);
    writeSurvey(journal, conversation.number, at, survey);
    journal.write(conversation.number, at, EventType.closed, cause);
    queues.leave(conversation);
    segments.endAgent(conversation, at, cause);
    segments.endSkill(conversation, at, cause);
    this.open.delete(conversation.number);
    const state = conversation.agentState;
    if (!state) {
      segments.leaveQueue(conversation, at, false);
    } else {
      state.assigned.delete(conversation);
      this.assignWaiting(state, at);
    }
  }
}
