import type { Skill } from './account';
import type { Random } from './random';
import type { ConversationProcess } from './conversationProcess';
import { SECOND } from './time';

/** The default number of conversations that wait for each skill of a surge. */
export const DEFAULT_INTENSITY = 20;
/** How long a surge takes to fill a queue, in ms. */
const FILL_TIME = 70 * SECOND;

/**
 * The scenario `rush`: conversations arrive until `intensity` of them wait for each skill, and are replaced when they are
 * assigned or abandoned. Only agents with spare capacity take them, so that the other skills are not affected.
 */
export class Surge {
  private skills: Skill[] = [];
  private intensity = DEFAULT_INTENSITY;
  private nextAt = NaN;

  /** @param schedule requests a call of `arrive` at a time */
  constructor(
    private readonly conversations: ConversationProcess,
    private readonly random: Random,
    private readonly schedule: (at: number) => void
  ) {}

  /** Starts a surge of these skills, or ends it if there are none. Waiting conversations of the previous one are abandoned. */
  start(skills: Skill[], intensity: number, at: number): void {
    this.conversations.endSurge(at);
    this.skills = skills;
    this.intensity = intensity;
    this.nextAt = NaN;
    if (skills.length > 0) {
      this.scheduleNext(at);
    }
  }

  /** Starts a conversation for each skill with fewer than `intensity` waiting. Outdated schedules have no effect. */
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
