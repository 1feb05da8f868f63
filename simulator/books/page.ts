import type { Agent } from '../centre/account';
import { ACTIVE_FOR, IDLE_WEIGHT, RESPONSE_DUE } from '../centre/conversation';
import { Cause, type Status } from '../centre/journal';
import type { Answer, Conclusion, Intent, Moment, Rating, Response, Story } from './story';

/** KPIs by LivePerson's request name; null for no data. Durations in ms, ratios as fractions. */
export type Page = Record<string, number | null>;

/** An agent now: how many conversations are held, and what they weigh. */
export interface Person {
  agent: Agent;
  status: Status;
  held: number;
  weight: number;
}

/** All that one page of the books is about. */
export interface Material {
  responses: Response[];
  concluded: Conclusion[];
  ratings: Rating[];
  answers: Answer[];
  returned: Moment[];
  intents: Intent[];
  open: Story[];
  staff: Person[];
}

/** Counts one page. `now` is epoch ms. */
export function writePage(material: Material, now: number): Page {
  return {
    ...closedPage(material.concluded),
    ...responsePage(material.responses),
    csat: mean(material.ratings.map(({ score }) => (score >= 4 ? 1 : 0))),
    ...openPage(material.open, now),
    ...staffPage(material.staff),
  };
}

/** What an assigned conversation weighs, in slots. */
export function weigh(story: Story, now: number): number {
  return isBusy(story, now) ? 1 : IDLE_WEIGHT;
}

function closedPage(concluded: Conclusion[]): Page {
  const by = (cause: number) => concluded.filter((event) => event.cause === cause).length;
  return {
    closed_conversations: concluded.filter(({ cause }) => cause !== Cause.transfer).length,
    closed_by_agent: by(Cause.agent),
    closed_by_consumer: by(Cause.consumer),
    auto_closed: by(Cause.system),
    concluded_conversations: concluded.length,
    transfers: by(Cause.transfer),
  };
}

function responsePage(responses: Response[]): Page {
  const firsts = responses.filter(({ sinceFirst }) => sinceFirst !== undefined);
  return {
    avg_wait_time: mean(responses.map(({ wait }) => wait)),
    avg_wait_time_first_response: mean(firsts.map(({ wait }) => wait)),
    avg_time_to_response: mean(responses.map(({ sinceAssigned }) => sinceAssigned)),
    avg_time_to_first_response_first_assignment: mean(firsts.map(({ sinceFirst }) => sinceFirst!)),
  };
}

function openPage(stories: Story[], now: number): Page {
  const queue = stories.filter(({ agent }) => !agent);
  const assigned = stories.filter(({ agent }) => agent);
  const overdue = (story: Story) => story.waitingSince !== undefined && story.waitingSince + RESPONSE_DUE < now;
  const waits = queue.map(({ queuedAt }) => now - queuedAt).sort((a, b) => a - b);
  const percentile = (share: number) => waits.find((_, place) => place + 1 >= share * waits.length) ?? null;
  return {
    open_conversations: stories.length,
    unassigned_conversations: queue.length,
    assigned_conversations: assigned.length,
    active_conversations: assigned.filter((story) => isBusy(story, now)).length,
    overdue_conversations_in_queue: queue.filter(overdue).length,
    overdue_conversations_assigned: assigned.filter(overdue).length,
    overdue_conversations_total: stories.filter(overdue).length,
    queue_wait_time_50th_percentile: percentile(0.5),
    queue_wait_time_90th_percentile: percentile(0.9),
  };
}

function staffPage(staff: Person[]): Page {
  const present = staff.filter(({ status }) => status !== 'OFFLINE');
  const humans = present.filter(({ agent }) => agent.type === 'HUMAN');
  const having = (wanted: Status, of = present) => of.filter(({ status }) => status === wanted);
  return {
    agent_load: load(present),
    human_agent_load: load(humans),
    human_online_load: load(having('ONLINE', humans)),
    human_away_load: load(having('AWAY', humans)),
    online_agents: having('ONLINE').length,
    away_agents: having('AWAY').length,
    back_soon_agents: having('BACK_SOON').length,
    available_slots: having('ONLINE').reduce((sum, { agent, held }) => sum + Math.max(0, agent.maxSlots - held), 0),
  };
}

function load(people: Person[]): number | null {
  const slots = people.reduce((sum, { agent }) => sum + agent.maxSlots, 0);
  return slots === 0 ? null : people.reduce((sum, { weight }) => sum + weight, 0) / slots;
}

function isBusy({ waitingSince, lastMessageAt }: Story, now: number): boolean {
  return waitingSince !== undefined || lastMessageAt > now - ACTIVE_FOR;
}

/** The mean, or null of nothing. */
export function mean(values: number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}
