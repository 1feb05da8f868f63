import { Cause } from '../contactCentre/journal';
import { mean, total } from './mean';
import type { Segment, Stay } from './segments';
import type { Conclusion, Rating } from './timeline';

type Values = Record<string, number | null>;

/** What the values of Messaging Operations are computed from. */
interface Events {
  conclusions: Conclusion[];
  ratings: Rating[];
  stays: Stay[];
  skillSegments: Segment[];
  agentSegments: Segment[];
}

/** The window is [from, to) in epoch ms. */
export interface Window {
  from: number;
  to: number;
  now: number;
}

const DAY = 24 * 3_600_000;

/** The KPIs of Messaging Operations of one row, by KPI; null means no data. Durations are in ms. */
export function operationsValues(events: Events, window: Window): Values {
  return {
    ...resolutionValues(events.conclusions),
    ...ratingValues(events.ratings),
    ...queueValues(events.stays, window),
    ...waitingValues(events.stays, window.now),
    ...skillSegmentValues(events.skillSegments),
    ...agentSegmentValues(events.agentSegments),
  };
}

/** Those of an agent. The time to the first message is that of the agent's segments, not of skill segments. */
export function agentOperationsValues({ conclusions, ratings, agentSegments }: Events): Values {
  const values = agentSegmentValues(agentSegments);
  return {
    ...resolutionValues(conclusions),
    ...ratingValues(ratings),
    ...values,
    time_to_first_message_after_assignment: values.agent_time_to_first_message!,
  };
}

function resolutionValues(conclusions: Conclusion[]): Values {
  const average = (...causes: number[]) =>
    mean(conclusions.filter(({ cause }) => causes.includes(cause)).map(({ lasted }) => lasted));
  return {
    resolution_time: average(Cause.agent, Cause.consumer, Cause.system),
    resolution_time_closed_by_agent: average(Cause.agent),
    resolution_time_closed_by_consumer: average(Cause.consumer),
    resolution_time_closed_by_system: average(Cause.system),
  };
}

function ratingValues(ratings: Rating[]): Values {
  const scores = ratings.map(({ score }) => score);
  const counts = [1, 2, 3, 4, 5].map((wanted) => [
    `csat_score${wanted}_answers`,
    scores.filter((score) => score === wanted).length,
  ]);
  return {
    csat_answers: scores.length,
    ...Object.fromEntries(counts),
    csat_positive_answers: scores.filter((score) => score > 3).length,
    csat_mean: mean(scores),
  };
}

function queueValues(stays: Stay[], { from, to, now }: Window): Values {
  const end = Math.min(to, now);
  const averageCount = (counted: Stay[]) =>
    end > from
      ? total(counted.map(({ enteredAt, leftAt }) => Math.max(0, Math.min(end, leftAt) - Math.max(from, enteredAt)))) /
        (end - from)
      : null;
  const left = stays.filter(({ leftAt, assigned }) => assigned && leftAt >= from && leftAt < to);
  const waits = (...origins: Array<Stay['from']>) => left.filter((stay) => origins.includes(stay.from)).map(waitOf);
  const sorted = left.map(waitOf).sort((a, b) => a - b);
  const percentile = (share: number) => sorted.find((_, place) => place + 1 >= share * sorted.length) ?? null;
  return {
    avg_unassigned_conversations: averageCount(stays),
    avg_actionable_conversations: averageCount(stays.filter(({ actionable }) => actionable)),
    avg_not_actionable_conversations: averageCount(stays.filter(({ actionable }) => !actionable)),
    queue_wait_new: mean(waits('start')),
    queue_wait_after_transfer: mean(waits('BOT', 'HUMAN')),
    queue_wait_after_transfer_from_bot: mean(waits('BOT')),
    queue_wait_after_transfer_from_agent: mean(waits('HUMAN')),
    queue_wait_longest: sorted.at(-1) ?? null,
    queue_wait_p50: percentile(0.5),
    queue_wait_p90: percentile(0.9),
  };
}

/** Of the conversations that wait now; only the waits of those opened in the last 24 hours count. */
function waitingValues(stays: Stay[], now: number): Values {
  const waiting = stays.filter(({ leftAt }) => leftAt === Infinity);
  const recent = waiting.filter(({ openedAt }) => openedAt >= now - DAY);
  const waits = (counted: Stay[]) => counted.map(({ enteredAt }) => now - enteredAt);
  return {
    actionable_conversations: waiting.filter(({ actionable }) => actionable).length,
    not_actionable_conversations: waiting.filter(({ actionable }) => !actionable).length,
    longest_wait_now: waits(recent).sort((a, b) => b - a)[0] ?? null,
    avg_wait_now_new: mean(waits(recent.filter((stay) => stay.from === 'start'))),
    avg_wait_now_after_transfer: mean(waits(recent.filter((stay) => stay.from !== 'start'))),
  };
}

function skillSegmentValues(segments: Segment[]): Values {
  return {
    skill_segments: segments.length,
    interactive_skill_segments: count(segments, 'interactive'),
    abandoned_segments: count(segments, 'abandoned'),
    abandoned_in_queue: segments.filter(({ closedInQueue }) => closedInQueue).length,
    segments_nonresponsive_consumers: count(segments, 'silentConsumer'),
    segments_nonresponsive_agents: count(segments, 'silentAgent'),
    time_to_first_message_after_assignment: mean(firsts(segments)),
  };
}

function agentSegmentValues(segments: Segment[]): Values {
  return {
    agent_segments: segments.length,
    interactive_agent_segments: count(segments, 'interactive'),
    agent_segments_abandoned: count(segments, 'abandoned'),
    agent_segments_nonresponsive_consumers: count(segments, 'silentConsumer'),
    agent_segments_nonresponsive_agents: count(segments, 'silentAgent'),
    agent_messages_per_segment: mean(segments.map(({ messages }) => messages)),
    agent_segment_duration: mean(segments.map(({ duration }) => duration)),
    agent_time_to_first_message: mean(firsts(segments)),
    agent_time_to_first_message_new: mean(firsts(segments.filter(({ transferred }) => !transferred))),
    agent_time_to_first_message_after_transfer: mean(firsts(segments.filter(({ transferred }) => transferred))),
    agent_time_to_response: mean(segments.flatMap(({ responses }) => responses)),
  };
}

function count(segments: Segment[], wanted: Segment['outcome']): number {
  return segments.filter(({ outcome }) => outcome === wanted).length;
}

function firsts(segments: Segment[]): number[] {
  return segments.flatMap(({ firstMessageAfter }) => (firstMessageAfter === undefined ? [] : [firstMessageAfter]));
}

function waitOf({ enteredAt, leftAt }: Stay): number {
  return leftAt - enteredAt;
}
