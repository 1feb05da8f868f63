import type { Account, Agent } from '../centre/account';
import { Cause, Happening, type Journal } from '../centre/journal';

/** To whom something counts: the skill and, unless it happened in the queue, the agent. */
export interface Credited {
  skill: number;
  agent?: Agent;
}

/** When something happened, epoch ms, and to whom it counts. */
export interface Moment extends Credited {
  at: number;
}

/** A response of a human agent; durations in ms, the last two only for the first of a conversation or an assignment. */
export interface Response extends Moment {
  wait: number;
  sinceAssigned: number;
  sinceFirst?: number;
  sinceThis?: number;
}

/** A conversation closed or transferred; `cause` is a `Cause`, `lasted` ms since its start. */
export interface Conclusion extends Moment {
  cause: number;
  lasted: number;
}

/** The consumer's answer to the satisfaction question, 1 to 5. */
export interface Rating extends Moment {
  score: number;
}

/** An answer to another question after a conversation. */
export interface Answer extends Moment {
  question: 'resolved' | 'recommended';
  answer: number;
}

/** A bot's reading of a message: 1 if it knew what the consumer wanted, else 0. */
export interface Intent extends Moment {
  matched: number;
}

/** What happened in one conversation, read from its records and from nothing else. */
export interface Story extends Credited {
  responses: Response[];
  concluded: Conclusion[];
  ratings: Rating[];
  answers: Answer[];
  returned: Moment[];
  intents: Intent[];
  open: boolean;
  queuedAt: number;
  /** When the consumer's first unanswered message came. */
  waitingSince?: number;
  lastMessageAt: number;
}

/** Reads the records of one conversation. */
export function readStory(account: Account, journal: Journal, number: number): Story {
  const startedAt = journal.startedAt(number);
  const story = newStory(startedAt);
  let assignedAt = 0;
  let firstHuman: number | undefined;
  let spoke = false;
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
      spoke = false;
      firstHuman ??= story.agent.type === 'HUMAN' ? at : undefined;
    } else if (happening === Happening.agentMessage) {
      const since = story.waitingSince;
      if (agent?.type === 'HUMAN' && since !== undefined) {
        const sinceFirst = story.responses.length === 0 ? at - firstHuman! : undefined;
        const sinceAssigned = Math.min(at - since, at - assignedAt);
        const sinceThis = spoke ? undefined : at - assignedAt;
        story.responses.push({ at, skill, agent, wait: at - since, sinceAssigned, sinceFirst, sinceThis });
        spoke = true;
      }
      story.waitingSince = undefined;
      story.lastMessageAt = at;
    } else if (happening === Happening.transferred) {
      story.concluded.push({ at, skill, agent, cause: Cause.transfer, lasted: at - startedAt });
      Object.assign(story, { skill: detail, agent: undefined, queuedAt: at });
    } else if (happening === Happening.backToQueue) {
      story.returned.push({ at, skill, agent });
      Object.assign(story, { agent: undefined, queuedAt: at });
    } else if (happening === Happening.rated) {
      story.ratings.push({ at, skill, agent, score: detail });
    } else if (happening === Happening.resolved) {
      story.answers.push({ at, skill, agent, question: 'resolved', answer: detail });
    } else if (happening === Happening.recommended) {
      story.answers.push({ at, skill, agent, question: 'recommended', answer: detail });
    } else if (happening === Happening.intentRead) {
      story.intents.push({ at, skill, agent, matched: detail });
    } else if (happening === Happening.closed) {
      story.concluded.push({ at, skill, agent, cause: detail, lasted: at - startedAt });
      story.open = false;
    }
  }
  return story;
}

function newStory(queuedAt: number): Story {
  const nothing = { responses: [], concluded: [], ratings: [], answers: [], returned: [], intents: [] };
  return { ...nothing, open: true, skill: 0, queuedAt, lastMessageAt: 0 };
}
