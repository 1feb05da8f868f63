import type { AgentState } from './conversation';
import type { ConversationProcess } from './conversationProcess';
import { hashedFraction, type Random } from './random';
import type { Scheduler } from './scheduler';
import type { PlannedStatus, Shifts } from './shifts';

/** The agents' shifts, breaks and statuses. */
export class Workforce {
  constructor(
    private readonly states: AgentState[],
    private readonly shifts: Shifts,
    private readonly seed: number,
    private readonly random: Random,
    private readonly scheduler: Scheduler,
    private readonly conversations: ConversationProcess
  ) {}

  /** Sets the initial status of all agents by their shifts. */
  start(at: number): void {
    this.states.forEach((state) => this.startShift(state, at));
  }

  /** Takes a share of the human agents offline, always the same ones, and brings the others back. */
  setOfflineShare(share: number, at: number): void {
    for (const state of this.states) {
      const { type, index } = state.agent;
      const isSentHome = type === 'HUMAN' && hashedFraction(this.seed, index, 7) < share;
      if (isSentHome && !state.sentHome) {
        state.sentHome = true;
        this.setStatus(state, at, { status: 'OFFLINE', until: Infinity });
      } else if (!isSentHome && state.sentHome) {
        state.sentHome = false;
        this.startShift(state, at);
      }
    }
  }

  /** Runs the status change that an agent has scheduled for this time. Outdated schedules have no effect. */
  run(index: number, at: number): void {
    const state = this.states[index]!;
    if (state.stepAt === at) {
      this.setStatus(state, at, this.shifts.planNext(state.agent, state.status, at, this.random));
    }
  }

  /** Sets an agent online within a shift, else offline until the next one. */
  private startShift(state: AgentState, at: number): void {
    this.setStatus(state, at, this.shifts.planWork(state.agent, at, this.random));
  }

  private setStatus(state: AgentState, at: number, { status, until, reason }: PlannedStatus): void {
    if (status !== state.status || reason !== state.reason) {
      state.records.push({ at, status, reason });
      state.since = status === state.status ? state.since : at;
      state.reasonSince = at;
    }
    state.status = status;
    state.reason = reason;
    state.stepAt = until;
    if (until < Infinity) {
      this.scheduler.schedule(until, -1 - state.agent.index);
    }
    if (status === 'ONLINE') {
      this.conversations.assignWaiting(state, at);
    } else if (status === 'OFFLINE') {
      this.conversations.requeueAll(state, at);
    }
  }
}
