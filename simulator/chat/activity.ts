import { NO_AGENT } from '../contactCentre/eventLogs';
import { SECOND } from '../contactCentre/time';
import { present, sum, type Metrics } from '../operations/rows';
import { readSkillsAndAgents, skillsAndAgents } from '../operations/skillsAndAgents';
import type { Chat } from './events';
import { byTime, type ChatRequest } from './method';
import { Timed } from './timed';

export const activityParameters = ['v', 'timeframe', 'interval', 'skillIds', 'agentIds'];

/** A chat that is over. One that was abandoned is no agent's. */
interface EndedChat {
  skill: number;
  agent: number;
  /** When it ended. */
  at: number;
  interactive: boolean;
  /** In ms; undefined for one that was abandoned. */
  handling: number | undefined;
}

/** The method engactivity (API description, section 6.2): the chats that ended. */
export function activityResponse(request: ChatRequest): object {
  const { floor, parameters, simulator } = request;
  const rows = readSkillsAndAgents(parameters);
  const ended = new Timed(endedChats(floor.chats));
  const metrics = (chats: EndedChat[]) => present(activity(chats), simulator.options.omitZero);
  return byTime(request, (window) => skillsAndAgents(floor.account, rows, ended.within(window), metrics));
}

function endedChats(chats: readonly Chat[]): EndedChat[] {
  return chats.flatMap(({ skill, agent, connectedAt, endedAt, interactive }) => {
    if (endedAt === undefined) {
      return [];
    }
    const handling = connectedAt === undefined ? undefined : endedAt - connectedAt;
    return [{ skill, agent: handling === undefined ? NO_AGENT : agent!, at: endedAt, interactive, handling }];
  });
}

function activity(chats: EndedChat[]): Metrics {
  const [interactive, others] = [chats.filter((chat) => chat.interactive), chats.filter((chat) => !chat.interactive)];
  const seconds = (of: EndedChat[]) => sum(of.map(({ handling = 0 }) => handling)) / SECOND;
  return {
    totalInteractiveChats: interactive.length,
    totalNonInteractiveChats: others.length,
    totalHandlingTime: seconds(interactive),
    nonInteractiveTotalHandlingTime: seconds(others),
    connectedEngagements: chats.filter(({ handling }) => handling !== undefined).length,
  };
}
