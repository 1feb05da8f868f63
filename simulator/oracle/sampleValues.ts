import type { Agent } from '../contactCentre/account';
import type { Exchange, Timing } from './exchange';
import { mean } from './mean';
import type { Values } from './values';

const SECOND = 1000;

/**
 * The values that the plugin takes from a sample of conversations, here of all of them, by the ids of its KPIs without
 * `open_` or `closed_`. Times are in ms; null means no data.
 * @param person whose values they are: only timings that belong to the person, and scores of whom had it last
 */
export function sampleValues(exchanges: Exchange[], person?: Agent): Values {
  const all = (listOf: (exchange: Exchange) => Timing[]) =>
    exchanges.flatMap((exchange) => listOf(exchange).filter(({ agent }) => !person || agent === person));
  const list = (timing: Timing | undefined) => (timing ? [timing] : []);
  return {
    ...timeValues({
      responses: all(({ responses }) => responses),
      consumerResponses: all(({ consumerResponses }) => consumerResponses),
      firstResponses: all(({ responses }) => responses.slice(0, 1)),
      consumerFirstResponses: all(({ consumerResponses }) => consumerResponses.slice(0, 1)),
      sinceFirstAssignment: all(({ sinceFirstAssignment }) => list(sinceFirstAssignment)),
      sinceAssignments: all(({ sinceAssignments }) => sinceAssignments),
      firstAssignments: all(({ firstAssignment }) => list(firstAssignment)),
    }),
    ...scoreValues(exchanges.filter(({ latestAgent }) => !person || latestAgent === person)),
    ...sizeValues(exchanges),
  };
}

/** The share of first responses within a number of seconds, of all agents or of one. */
export function serviceLevel(exchanges: Exchange[], seconds: number, person?: Agent): number | null {
  const firsts = exchanges.flatMap(({ responses }) => responses.slice(0, 1));
  const counted = firsts.filter(({ agent }) => !person || agent === person);
  return mean(counted.map(({ time }) => (time <= seconds * SECOND ? 1 : 0)));
}

type Timings = Record<
  | 'responses'
  | 'consumerResponses'
  | 'firstResponses'
  | 'consumerFirstResponses'
  | 'sinceFirstAssignment'
  | 'sinceAssignments'
  | 'firstAssignments',
  Timing[]
>;

function timeValues(timings: Timings): Values {
  const average = (name: keyof Timings) => mean(timings[name].map(({ time }) => time));
  const firstResponse = average('firstResponses');
  const fromAssignment = average('sinceFirstAssignment');
  return {
    response_time: average('responses'),
    consumer_response_time: average('consumerResponses'),
    first_response_time: firstResponse,
    consumer_first_response_time: average('consumerFirstResponses'),
    first_response_from_first_assignment: fromAssignment,
    first_response_from_all_assignments: average('sinceAssignments'),
    time_to_first_assignment: average('firstAssignments'),
    wait_time: firstResponse === null || fromAssignment === null ? null : firstResponse - fromAssignment,
  };
}

function scoreValues(exchanges: Exchange[]): Values {
  const scores = exchanges.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const count = (isCounted: (score: number) => boolean) => (scores.length > 0 ? scores.filter(isCounted).length : null);
  return {
    mcs: mean(scores),
    mcs_score: mean(scores.map((score) => 100 * Math.sign(score))),
    mcs_positive: count((score) => score > 0),
    mcs_negative: count((score) => score < 0),
  };
}

function sizeValues(exchanges: Exchange[]): Values {
  return { sample_size: exchanges.length, sample_share: exchanges.length > 0 ? 1 : null };
}
