import { channelNames, stateNames } from './conversations';
import type { Filter } from './model';

const userTypeNames: Record<string, string> = { HUMAN: 'humans', BOT: 'bots' };

/** The adjective for agents with a status. */
const statusNames: Record<string, string> = {
  ONLINE: 'online',
  AWAY: 'away',
  BACK_SOON: 'back soon',
  OFFLINE: 'offline',
};

function summarizeIds(name: string, ids: string[] | undefined): string[] {
  return ids?.length ? [`${name}${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`] : [];
}

function summarizeChoices(names: Record<string, string>, values: string[] | undefined, separator: string): string[] {
  return values?.length ? [values.map((value) => names[value] ?? value).join(separator)] : [];
}

/** The filters as phrases, such as `agent groups 1, 2 and subgroups`. Empty if there are none. */
export function summarizeFilter(filter: Filter): string[] {
  const states = filter.states?.map((state) => (stateNames[state] ?? state).toLowerCase());
  const channels = filter.channels?.map((channel) => channelNames[channel] ?? channel);
  const below = filter.includeSubGroups ? ' and subgroups' : '';
  return [
    ...summarizeChoices({}, states, ' or '),
    ...summarizeChoices(statusNames, filter.agentStatus, ' or '),
    ...summarizeChoices(userTypeNames, filter.userTypes, ' and ').map((types) =>
      types.includes(' ') ? types : `only ${types}`
    ),
    ...summarizeIds('skill', filter.skills),
    ...summarizeIds('agent group', filter.groups).map((groups) => groups + below),
    ...summarizeIds('agent', filter.agents),
    ...summarizeIds('channel', channels),
  ];
}
