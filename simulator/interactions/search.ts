import type { ContactCentre } from '../contactCentre/contactCentre';
import { RESPONSE_DUE } from '../contactCentre/conversation';
import { profileOf } from '../contactCentre/profile';
import { SECOND } from '../contactCentre/time';
import { isWithin } from './fields';
import { latestAssignment, readHistory, type History } from './history';
import { messagesOf } from './messages';
import type { SearchPage } from './paging';
import { alertOf, queueState } from './record';
import type { SearchBody } from './requestBody';

type Found = Pick<ContactCentre, 'account' | 'journal'>;

/** The numbers of all conversations that a search finds, in its order. `asOf` is epoch ms. */
export function search(centre: Found, body: SearchBody, page: SearchPage, asOf: number): number[] {
  const found = byTimes(centre, body, asOf);
  const isSelected = selector(centre, body, asOf);
  const selected = isSelected ? found.filter((number) => isSelected(number)) : found;
  if (page.sortBy === 'end') {
    sortByEnd(centre, selected, page.descending, asOf);
  } else if (page.descending) {
    selected.reverse();
  }
  return selected;
}

/** The conversations with the start, end and status of a search, in order of their start, without reading their events. */
function byTimes({ journal }: Found, { start, end, status, updatedSince = 0 }: SearchBody, asOf: number): number[] {
  const last = journal.firstStartedFrom(Math.min(start.to, asOf) + 1);
  const found: number[] = [];
  for (let number = journal.firstStartedFrom(start.from); number < last; number++) {
    const closedAt = journal.closedAt(number);
    const isOpen = closedAt > asOf;
    if (closedAt < updatedSince) {
      continue;
    }
    if ((!status || status.has(isOpen ? 'OPEN' : 'CLOSE')) && (!end || (!isOpen && isWithin(closedAt, end)))) {
      found.push(number);
    }
  }
  return found;
}

/** Open conversations come last. */
function sortByEnd({ journal }: Found, numbers: number[], descending: boolean, asOf: number): void {
  const direction = descending ? -1 : 1;
  const end = (number: number) => (journal.closedAt(number) > asOf ? direction * Infinity : journal.closedAt(number));
  numbers.sort((a, b) => (end(a) === end(b) ? a - b : direction * (end(a) - end(b))));
}

/** The filters that need a conversation's events, or undefined without any. */
function selector(centre: Found, body: SearchBody, asOf: number): ((number: number) => boolean) | undefined {
  const quick = ['start', 'end', 'status', 'contents'];
  const filters = Object.entries(body).filter(([name, filter]) => filter !== undefined && !quick.includes(name));
  if (filters.length === 0) {
    return undefined;
  }
  return (number) => {
    const history = readHistory(centre.account, centre.journal, number, asOf);
    return (
      hasProfile(history, body) &&
      hasState(history, body, asOf) &&
      hasPeople(centre, history, body) &&
      (body.updatedSince === undefined || updatedAt(centre, history, asOf) >= body.updatedSince)
    );
  };
}

function hasProfile({ number }: History, { source, device }: SearchBody): boolean {
  const profile = profileOf(number);
  return (!source || source.has(profile.source)) && (!device || device.has(profile.device));
}

function hasState(history: History, body: SearchBody, asOf: number): boolean {
  const { mcs, csat, waitingSince, startedAt, closedAt } = history;
  const due = waitingSince === undefined ? undefined : waitingSince + RESPONSE_DUE;
  return (
    isWithin(((closedAt ?? asOf) - startedAt) / SECOND, body.duration) &&
    isWithin(mcs, body.mcs) &&
    isWithin(csat, body.csat) &&
    isWithin(due, body.responseTime) &&
    (!body.alertedMcsValues || (mcs !== undefined && body.alertedMcsValues.has(String(alertOf(mcs))))) &&
    (!body.queueState || body.queueState === queueState(history))
  );
}

function hasPeople({ account }: Found, history: History, body: SearchBody): boolean {
  const skills = history.skills.map((index) => account.skills[index]!.id);
  const agents = history.assignments.map(({ agent }) => agent);
  const latest = latestAssignment(history)?.agent;
  return (
    (!body.skillIds || skills.some((id) => body.skillIds!.has(id))) &&
    (!body.latestSkillIds || body.latestSkillIds.has(skills.at(-1)!)) &&
    (!body.agentIds || agents.some(({ id }) => body.agentIds!.has(id))) &&
    (!body.latestAgentIds || (latest !== undefined && body.latestAgentIds.has(latest.id))) &&
    (!body.agentGroupIds || agents.some(({ group }) => body.agentGroupIds!.has(account.groups[group]!.id)))
  );
}

/** The time of the latest event or message. */
function updatedAt({ account }: Found, history: History, asOf: number): number {
  const { entries, startedAt } = history;
  const lastMessageAt = messagesOf(account, history, asOf).at(-1)?.at ?? startedAt;
  return Math.max(lastMessageAt, entries.at(-1)?.at ?? startedAt);
}
