import type { Agent } from './account';
import type { Scheduler } from './scheduler';
import type { AgentState } from './conversation';
import type { Status } from './journal';
import { awayReasons } from './names';
import { hashedFraction, type Random } from './random';
import type { ConversationProcess } from './conversationProcess';
import { HOUR, MINUTE, isWeekend, type LocalTime } from './time';

const SHIFT = 9.5 * HOUR;
const WIND_DOWN = 25 * MINUTE;
const END_OF_SHIFT = '75';

/** The agents' shifts, breaks and statuses. */
export class Workforce {
  constructor(
    private readonly states: AgentState[],
    private readonly local: LocalTime,
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
        this.setStatus(state, 'OFFLINE', at, Infinity);
      } else if (!isSentHome && state.sentHome) {
        state.sentHome = false;
        this.startShift(state, at);
      }
    }
  }

  /** Runs the status change that an agent has scheduled for this time. Outdated schedules have no effect. */
  run(index: number, at: number): void {
    const state = this.states[index]!;
    if (state.stepAt !== at) {
      return;
    }
    const shift = this.shift(state.agent, at);
    if (state.status === 'ONLINE' && at < shift.to) {
      this.takeBreak(state, at, shift.to);
    } else {
      this.startShift(state, at);
    }
  }

  /** Sets an agent online within a shift, else offline until the next one. */
  private startShift(state: AgentState, at: number): void {
    const { from, to } = this.shift(state.agent, at);
    if (from > at) {
      this.setStatus(state, 'OFFLINE', at, from);
    } else if (state.agent.type === 'BOT') {
      this.setStatus(state, 'ONLINE', at, to);
    } else {
      const windDownAt = to - WIND_DOWN;
      const stretch = at + this.random.delay(70 * MINUTE, 5 * MINUTE);
      if (at >= windDownAt) {
        this.setStatus(state, 'AWAY', at, to, END_OF_SHIFT);
      } else {
        this.setStatus(state, 'ONLINE', at, Math.min(stretch, windDownAt));
      }
    }
  }

  /** Starts a break, or the wind-down at the end of the shift. */
  private takeBreak(state: AgentState, at: number, shiftEnd: number): void {
    const windDownAt = shiftEnd - WIND_DOWN;
    if (at >= windDownAt) {
      this.setStatus(state, 'AWAY', at, shiftEnd, END_OF_SHIFT);
    } else if (this.random.chance(0.4)) {
      this.setStatus(state, 'BACK_SOON', at, Math.min(windDownAt, at + this.random.delay(8 * MINUTE, 2 * MINUTE)));
    } else {
      const reason = this.random.pick(awayReasons.filter(({ id }) => id !== END_OF_SHIFT));
      this.setStatus(
        state,
        'AWAY',
        at,
        Math.min(windDownAt, at + this.random.delay(16 * MINUTE, 5 * MINUTE)),
        reason.id
      );
    }
  }

  private setStatus(state: AgentState, status: Status, at: number, until: number, reason?: string): void {
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

  /** The agent's shift at a time, or the next one. */
  private shift(agent: Agent, at: number): { from: number; to: number } {
    if (agent.type === 'BOT') {
      return { from: -Infinity, to: Infinity };
    }
    for (let day = this.local.day(at) - 1; ; day++) {
      const from = Math.round(this.local.dayStart(day) + agent.shiftStart * HOUR);
      const comes = hashedFraction(this.seed, day, agent.index) < (isWeekend(day) ? 0.9 : 0.97);
      if (comes && from + SHIFT > at) {
        return { from, to: from + SHIFT };
      }
    }
  }
}
