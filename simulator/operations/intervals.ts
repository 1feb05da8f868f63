import type { Simulator } from '../simulator';
import type { Interval, Window } from './windows';

/** Whether the values of an interval are in `metricsData` or beside the timestamp; mixed: in turn. */
export type MetricsData = 'always' | 'never' | 'mixed';

export const metricsDataFormats: MetricsData[] = ['always', 'never', 'mixed'];

/**
 * The part of a response that has intervals. The samples of LivePerson's documents differ between methods and within
 * one; a test may choose, see the control routes.
 * @param documented what the samples of the method have
 */
export function byIntervals(
  simulator: Simulator,
  documented: MetricsData,
  intervals: Interval[],
  count: (window: Window) => object
): object[] {
  const format = simulator.metricsData ?? documented;
  return intervals.map(({ timestamp, ...window }, n) => {
    const nested = format === 'always' || (format === 'mixed' && n % 2 === 1);
    return nested ? { timestamp, metricsData: count(window) } : { timestamp, ...count(window) };
  });
}
