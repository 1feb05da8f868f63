import type { Account, Agent } from '../centre/account';
import { Cause, Happening, type Journal } from '../centre/journal';

/** To whom something counts: the skill and, unless it happened in the queue, the agent. */
export interface Credited {
  skill: number;
  agent?: Agent;
}

/** A response of a human agent; durations in ms, `sinceFirst` only for a conversation's first. */
export interface Response extends Credited {
  at: number;
  wait: number;
  sinceAssigned: number;
  sinceFirst?: number;
}

/** A conversation closed or transferred; `cause` is a `Cause`. */
export interface Conclusion extends Credited {
  at: number;
  cause: number;
}

/** The consumer's answer to the satisfaction question, 1 to 5. */
export interface Rating extends Credited {
  at: number;
  score: number;
}

/** What happened in one conversation, read from its records and from nothing else. */
export interface Story extends Credited {
  responses: Response[];
  concluded: Conclusion[];
  ratings: Rating[];
  open: boolean;
  queuedAt: number;
  /** When the consumer's first unanswered message came. */
  waitingSince?: number;
  lastMessageAt: number;
}

/** Reads the records of one conversation. */
export function readStory(account: Account, journal: Journal, number: number): Story {
  const queuedAt = journal.startedAt(number);
  const story: Story = { responses: [], concluded: [], ratings: [], open: true, skill: 0, queuedAt, lastMessageAt: 0 };
  let assignedAt = 0;
  let firstHuman: number | undefined;
  for (const { at, happening, detail } of journal.entries(number)) {
    const { skill, agent } = story;
    if (happening === Happening.start) {
      story.skill = detail;
    } else if (happening === Happening.consumerMessage) {
      story.waitingSince ??= at;
      story.lastMessageAt = at;
    } else if (happening === Happening.assigned) {
      story.agent = account.agents[detail]!;
      assignedAt = at;
      firstHuman ??= story.agent.type === 'HUMAN' ? at : undefined;
    } else if (happening === Happening.agentMessage) {
      const since = story.waitingSince;
      if (agent?.type === 'HUMAN' && since !== undefined) {
        const sinceFirst = story.responses.length === 0 ? at - firstHuman! : undefined;
        const sinceAssigned = Math.min(at - since, at - assignedAt);
        story.responses.push({ at, skill, agent, wait: at - since, sinceAssigned, sinceFirst });
      }
      story.waitingSince = undefined;
      story.lastMessageAt = at;
    } else if (happening === Happening.transferred) {
      story.concluded.push({ at, skill, agent, cause: Cause.transfer });
      Object.assign(story, { skill: detail, agent: undefined, queuedAt: at });
    } else if (happening === Happening.backToQueue) {
      Object.assign(story, { agent: undefined, queuedAt: at });
    } else if (happening === Happening.rated) {
      story.ratings.push({ at, skill, agent, score: detail });
    } else if (happening === Happening.closed) {
      story.concluded.push({ at, skill, agent, cause: detail });
      story.open = false;
    }
  }
  return story;
}
