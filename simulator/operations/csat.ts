import type { Simulator } from '../simulator';
import { closedResponse, readClosedRequest, type Closed } from './closed';
import { readTimeframe, readVersion, type Parameters } from './parameters';
import { present, type Metrics } from './rows';
import { bucketedWindow } from './windows';

/** The parameters of the method, in a query or a body. */
export const csatParameters = ['v', 'timeframe', 'skillIds', 'agentIds'];

/** The method msgcsatdistribution (API description, section 4.5): the consumers' ratings, without intervals. */
export function csatResponse(simulator: Simulator, parameters: Parameters): object {
  readVersion(parameters, ['1']);
  const timeframe = readTimeframe(parameters);
  const request = readClosedRequest(parameters);
  const centre = simulator.currentCentre();
  const metrics = (closed: Closed[]) => present(csatMetrics(closed), simulator.options.omitZero);
  const window = bucketedWindow(centre.now, timeframe);
  return closedResponse(centre, request, window, metrics, ({ score }) => score > 0);
}

function csatMetrics(rated: Closed[]): Metrics {
  const count = (...scores: number[]) => rated.filter(({ score }) => scores.includes(score)).length;
  const [total, positive] = [rated.length, count(4, 5)];
  return {
    csat_score1_answers: count(1),
    csat_score2_answers: count(2),
    csat_score3_answers: count(3),
    csat_score4_answers: count(4),
    csat_score5_answers: count(5),
    total_answers: total,
    positive_answers: positive,
    csat_score: total > 0 ? positive / total : 0,
  };
}
