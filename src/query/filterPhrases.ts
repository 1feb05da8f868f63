import type { Filter } from './model';

const userTypePhrases: Record<string, string> = { HUMAN: 'humans', BOT: 'bots' };

/** How agents with a status are called, by status. */
const statusPhrases: Record<string, string> = {
  ONLINE: 'online',
  AWAY: 'away',
  BACK_SOON: 'back soon',
  OFFLINE: 'offline',
};

function idsPhrase(name: string, ids: string[] | undefined): string[] {
  return ids?.length ? [`${name}${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`] : [];
}

function choicePhrase(phrases: Record<string, string>, values: string[] | undefined, joint: string): string[] {
  return values?.length ? [values.map((value) => phrases[value] ?? value).join(joint)] : [];
}

/** Which conversations and agents count, each part of a filter as a phrase for a person. Empty where all count. */
export function filterPhrases(filter: Filter): string[] {
  const below = filter.includeSubGroups ? ' and below' : '';
  return [
    ...choicePhrase(statusPhrases, filter.agentStatus, ' or '),
    ...choicePhrase(userTypePhrases, filter.userTypes, ' and ').map((who) => (who.includes(' ') ? who : `only ${who}`)),
    ...idsPhrase('skill', filter.skills),
    ...idsPhrase('agent group', filter.groups).map((groups) => groups + below),
    ...idsPhrase('agent', filter.agents),
  ];
}
