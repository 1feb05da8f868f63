import type { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { type PlacedPanel, placeInLine } from '../layout';
import type { QueryOptions } from './kpiOptions';
import { headline, stat, stats } from './stat';

/** Conversations that a sample is taken from: the ids of its KPIs begin with it. */
type Sampled = 'open' | 'closed';

/** The number of conversations in the sample, and their share. */
export const sampleStats = (sampled: Sampled, options: QueryOptions = {}): StatBuilder =>
  stats(
    `Sample, ${sampled}`,
    [
      { id: `${sampled}_sample_size`, name: 'Conversations' },
      { id: `${sampled}_sample_share`, name: sampled === 'open' ? 'Of all open' : 'Of all closed' },
    ],
    options
  );

/** A line of the times that are estimated from a sample, at row y of a section. */
export function sampledTimes(sampled: Sampled, y: number, height: number): PlacedPanel[] {
  const responses = [
    { id: `${sampled}_response_time`, name: 'Response' },
    { id: `${sampled}_first_response_time`, name: 'First response' },
    { id: `${sampled}_wait_time`, name: 'Wait time' },
  ];
  const fromAssignments = [
    { id: `${sampled}_first_response_from_first_assignment`, name: 'From first' },
    { id: `${sampled}_first_response_from_all_assignments`, name: 'From all' },
  ];
  const ofConsumers = [
    { id: `${sampled}_consumer_response_time`, name: 'Response' },
    { id: `${sampled}_consumer_first_response_time`, name: 'First response' },
  ];
  const panels = [
    stats('Response times (sample)', responses),
    stats('From assignment', fromAssignments),
    stat(`${sampled}_time_to_first_assignment`).title('First assignment'),
    stats('Consumers', ofConsumers),
  ];
  return placeInLine(panels, [7, 6, 6, 5], y, height);
}

/** The Meaningful Connection Score of a sample: its mean, and the conversations by its sign. */
export const sampledMcs = (sampled: Sampled): StatBuilder[] => [
  headline(`${sampled}_mcs`).title('MCS'),
  stats('Conversations by MCS', [
    { id: `${sampled}_mcs_positive`, name: 'Positive' },
    { id: `${sampled}_mcs_negative`, name: 'Negative' },
    { id: `${sampled}_mcs_score`, name: 'Net score' },
  ]),
];
