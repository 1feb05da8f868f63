import type { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import type { QueryOptions } from './kpiOptions';
import { stats } from './stat';

const waits = [
  { id: 'queue_wait_new', name: 'New' },
  { id: 'queue_wait_after_transfer', name: 'After transfer' },
  { id: 'queue_wait_longest', name: 'Longest' },
];

const abandoned = [
  { id: 'abandoned_in_queue', name: 'In queue' },
  { id: 'abandoned_segments', name: 'In total' },
];

/** How long conversations that left the queue in the window had waited. */
export const queueWaitStats = (options: QueryOptions = {}): StatBuilder =>
  stats('Wait until assignment', waits, options);

/** How many conversations consumers abandoned in the window. */
export const abandonedStats = (options: QueryOptions = {}): StatBuilder => stats('Abandoned', abandoned, options);
