import type { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import type { QueryOptions } from './kpiOptions';
import { seriesColours } from './seriesColours';
import { stats } from './stat';

const { sky, indigo, sand, brown, gray } = seriesColours;

/** LivePerson's response and waiting times, with names short enough for a legend. */
export const responseTimes = [
  { id: 'avg_wait_time', name: 'Response', colour: sky },
  { id: 'avg_wait_time_first_response', name: 'First response', colour: indigo },
  { id: 'wait_time', name: 'Wait time', colour: gray },
  { id: 'avg_time_to_response', name: 'After assignment', colour: sand },
  { id: 'avg_time_to_first_response_first_assignment', name: 'First after assignment', colour: brown },
];

const fromMessage = [
  { id: 'avg_wait_time', name: 'Response' },
  { id: 'avg_wait_time_first_response', name: 'First response' },
  { id: 'wait_time', name: 'Wait time' },
];

const fromAssignment = [
  { id: 'avg_time_to_response', name: 'Response' },
  { id: 'avg_time_to_first_response_first_assignment', name: 'First response' },
];

/** Two panels of the same times: names of all five in one would be cut on a laptop. `window` is that of the query, in words. */
export function responseTimeStats(options: QueryOptions = {}, window?: string): StatBuilder[] {
  const withWindow = (title: string) => (window ? `${title} (${window})` : title);
  return [
    stats(withWindow('Response times'), fromMessage, options),
    stats(withWindow('After assignment'), fromAssignment, options),
  ];
}
