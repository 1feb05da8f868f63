import { Cause } from '../contactCentre/journal';
import type { Simulator } from '../simulator';
import { closedResponse, readClosedRequest, type Closed } from './closed';
import { byIntervals } from './intervals';
import { readInterval, readTimeframe, readVersion, type Parameters } from './parameters';
import { meanOr, present, sum, type Metrics } from './rows';
import { bucketedIntervals, bucketedWindow, type Window } from './windows';

/** The parameters of the method, in a query or a body. */
export const conversationParameters = ['v', 'timeframe', 'interval', 'skillIds', 'agentIds', 'groupIds'];

const closers: Array<[suffix: string, cause?: number]> = [
  ['_byCCP', Cause.agent],
  ['_byConsumer', Cause.consumer],
  ['_bySystem', Cause.system],
  [''],
];

/** The method msgconversation (API description, section 4.1): closed conversations and resolution times. */
export function conversationResponse(simulator: Simulator, parameters: Parameters): object {
  readVersion(parameters, ['1']);
  const timeframe = readTimeframe(parameters);
  const interval = readInterval(parameters, timeframe);
  const request = readClosedRequest(parameters);
  const centre = simulator.currentCentre();
  const metrics = (closed: Closed[]) => present(conversationMetrics(closed), simulator.options.omitZero);
  const count = (window: Window) => closedResponse(centre, request, window, metrics);
  return {
    ...(interval !== undefined && {
      metricsByIntervals: byIntervals(simulator, 'always', bucketedIntervals(centre.now, timeframe, interval), count),
    }),
    ...count(bucketedWindow(centre.now, timeframe)),
  };
}

/** Without conversations all metrics are 0, the averages too. */
function conversationMetrics(closed: Closed[]): Metrics {
  const metrics: Metrics = {};
  for (const [suffix, cause] of closers) {
    const durations = closed
      .filter((one) => cause === undefined || one.cause === cause)
      .map(({ duration }) => duration);
    const count = suffix === '' ? 'totalResolvedConversations' : `resolvedConversations${suffix}`;
    metrics[count] = durations.length;
    metrics[`totalHandlingTime_resolvedConversations${suffix}`] = sum(durations);
    metrics[`avgTime_resolvedConversations${suffix}`] = meanOr(0, durations);
  }
  return metrics;
}
