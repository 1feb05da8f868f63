import type { ContactCentre } from '../contactCentre/contactCentre';
import { Cause } from '../contactCentre/journal';
import { readIds, type Ids, type Parameters } from './parameters';
import { isSelected, selectIndexes, type Metrics } from './rows';
import { readSkillsAndAgents, skillsAndAgents, type SkillsAndAgents } from './skillsAndAgents';
import type { Window } from './windows';

/** A closed conversation, attributed to the skill and the agent that it had. */
export interface Closed {
  skill: number;
  /** `NO_AGENT` if it was closed in the queue. */
  agent: number;
  /** A `Cause`. */
  cause: number;
  /** The consumer's rating, 1 to 5; 0 for none. */
  score: number;
  /** In ms. */
  duration: number;
}

/** The rows and the filter of a request. */
interface ClosedRequest extends SkillsAndAgents {
  groups: Ids | undefined;
}

/** Computes the metrics of closed conversations. */
type Compute = (closed: Closed[]) => Metrics;

export function readClosedRequest(parameters: Parameters): ClosedRequest {
  return { ...readSkillsAndAgents(parameters), groups: readIds(parameters, 'groupIds') };
}

/**
 * The values of the conversations closed in a window: of skills, each with its agents, and of agents if these were asked
 * for, else of the account. Agents filter no skills and skills no agents; groups filter both.
 * `counts` tells which conversations are data.
 */
export function closedResponse(
  centre: ContactCentre,
  { groups, ...rows }: ClosedRequest,
  window: Window,
  compute: Compute,
  counts: (closed: Closed) => boolean = () => true
): object {
  const closed = closedConversations(centre, window, selectIndexes(centre.account.groups, groups)).filter(counts);
  return skillsAndAgents(centre.account, rows, closed, compute);
}

function closedConversations({ conclusions }: ContactCentre, { from, to }: Window, groups?: Set<number>): Closed[] {
  const closed: Closed[] = [];
  const [first, end] = conclusions.window(from, to);
  for (let row = first; row < end; row++) {
    const cause = conclusions.cause.at(row);
    if (cause !== Cause.transfer && isSelected(groups, conclusions.group.at(row))) {
      const [skill, agent] = [conclusions.skill.at(row), conclusions.agent.at(row)];
      closed.push({ skill, agent, cause, score: conclusions.score.at(row), duration: conclusions.duration.at(row) });
    }
  }
  return closed;
}
