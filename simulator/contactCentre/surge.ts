import type { Skill } from './account';
import type { Random } from './random';
import type { ConversationProcess } from './conversationProcess';
import { SECOND } from './time';

/** How many conversations wait for each skill of a rush unless another number is asked for. */
export const DEFAULT_INTENSITY = 20;
/** How long a rush takes to fill a queue. */
const FILL_TIME = 70 * SECOND;

/**
 * A rush as a scenario: consumers come until so many wait for each of some skills, and more as these are served or give
 * up. Agents take them only when they have little to do, so that the other skills stay as they are.
 */
export class Surge {
  private skills: Skill[] = [];
  private intensity = DEFAULT_INTENSITY;
  private nextAt = NaN;

  /** @param schedule asks for a call of `arrive` at a time */
  constructor(
    private readonly conversations: ConversationProcess,
    private readonly random: Random,
    private readonly schedule: (at: number) => void
  ) {}

  /** A rush on these skills from now on. Those who wait from one before give up. */
  start(skills: Skill[], intensity: number, at: number): void {
    this.conversations.endSurge(at);
    this.skills = skills;
    this.intensity = intensity;
    this.nextAt = NaN;
    if (skills.length > 0) {
      this.scheduleNext(at);
    }
  }

  /** Lets a consumer come for each skill for which too few wait. Plans that were dropped since do nothing. */
  arrive(at: number): void {
    if (at !== this.nextAt) {
      return;
    }
    for (const skill of this.skills) {
      if (this.waiting(skill) < this.intensity) {
        this.conversations.start(at, skill, true);
      }
    }
    this.scheduleNext(at);
  }

  private waiting(skill: Skill): number {
    let count = 0;
    for (const conversation of this.conversations.open.values()) {
      count += conversation.skill === skill && !conversation.agentState ? 1 : 0;
    }
    return count;
  }

  private scheduleNext(at: number): void {
    this.nextAt = at + Math.max(1, Math.round((this.random.between(0.5, 1.5) * FILL_TIME) / this.intensity));
    this.schedule(this.nextAt);
  }
}
