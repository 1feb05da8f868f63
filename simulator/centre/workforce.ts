import type { Agent } from './account';
import type { Agenda } from './agenda';
import type { AgentState } from './conversation';
import type { Status } from './journal';
import { awayReasons } from './names';
import { fixedChance, type Random } from './random';
import type { Talk } from './talk';
import { HOUR, MINUTE, isWeekend, type LocalTime } from './time';

const SHIFT = 9.5 * HOUR;
const WINDING_UP = 25 * MINUTE;
const END_OF_SHIFT = '75';

/** The agents' shifts, breaks and statuses. */
export class Workforce {
  constructor(
    private readonly states: AgentState[],
    private readonly local: LocalTime,
    private readonly seed: number,
    private readonly random: Random,
    private readonly agenda: Agenda,
    private readonly talk: Talk
  ) {}

  /** Brings everybody to where the shifts say they are. */
  begin(at: number): void {
    this.states.forEach((state) => this.resume(state, at));
  }

  /** Sends a share of the human agents home, always the same ones, and brings the others back. */
  sendHome(share: number, at: number): void {
    for (const state of this.states) {
      const { type, index } = state.agent;
      const goes = type === 'HUMAN' && fixedChance(this.seed, index, 7) < share;
      if (goes && !state.sentHome) {
        state.sentHome = true;
        this.become(state, 'OFFLINE', at, Infinity);
      } else if (!goes && state.sentHome) {
        state.sentHome = false;
        this.resume(state, at);
      }
    }
  }

  /** Does what an agent has planned for this time. Plans that were dropped since do nothing. */
  act(index: number, at: number): void {
    const state = this.states[index]!;
    if (state.nextAt !== at) {
      return;
    }
    const shift = this.shift(state.agent, at);
    if (state.status === 'ONLINE' && at < shift.to) {
      this.interrupt(state, at, shift.to);
    } else {
      this.resume(state, at);
    }
  }

  /** Comes online within a shift, else stays offline until the next one starts. */
  private resume(state: AgentState, at: number): void {
    const { from, to } = this.shift(state.agent, at);
    if (from > at) {
      this.become(state, 'OFFLINE', at, from);
    } else if (state.agent.type === 'BOT') {
      this.become(state, 'ONLINE', at, to);
    } else {
      const windingUp = to - WINDING_UP;
      const stretch = at + this.random.delay(70 * MINUTE, 5 * MINUTE);
      if (at >= windingUp) {
        this.become(state, 'AWAY', at, to, END_OF_SHIFT);
      } else {
        this.become(state, 'ONLINE', at, Math.min(stretch, windingUp));
      }
    }
  }

  /** Takes a break, or winds up when the shift is about to end. */
  private interrupt(state: AgentState, at: number, shiftEnd: number): void {
    const windingUp = shiftEnd - WINDING_UP;
    if (at >= windingUp) {
      this.become(state, 'AWAY', at, shiftEnd, END_OF_SHIFT);
    } else if (this.random.chance(0.4)) {
      this.become(state, 'BACK_SOON', at, Math.min(windingUp, at + this.random.delay(8 * MINUTE, 2 * MINUTE)));
    } else {
      const reason = this.random.pick(awayReasons.filter(({ id }) => id !== END_OF_SHIFT));
      this.become(state, 'AWAY', at, Math.min(windingUp, at + this.random.delay(16 * MINUTE, 5 * MINUTE)), reason.id);
    }
  }

  private become(state: AgentState, status: Status, at: number, until: number, reason?: string): void {
    if (status !== state.status || reason !== state.reason) {
      state.records.push({ at, status, reason });
      state.since = status === state.status ? state.since : at;
      state.reasonSince = at;
    }
    state.status = status;
    state.reason = reason;
    state.nextAt = until;
    if (until < Infinity) {
      this.agenda.add(until, -1 - state.agent.index);
    }
    if (status === 'ONLINE') {
      this.talk.fill(state, at);
    } else if (status === 'OFFLINE') {
      this.talk.putBack(state, at);
    }
  }

  /** The shift that an agent is in at a time, or the next one. */
  private shift(agent: Agent, at: number): { from: number; to: number } {
    if (agent.type === 'BOT') {
      return { from: -Infinity, to: Infinity };
    }
    for (let day = this.local.day(at) - 1; ; day++) {
      const from = Math.round(this.local.dayStart(day) + agent.shiftStart * HOUR);
      const comes = fixedChance(this.seed, day, agent.index) < (isWeekend(day) ? 0.9 : 0.97);
      if (comes && from + SHIFT > at) {
        return { from, to: from + SHIFT };
      }
    }
  }
}
