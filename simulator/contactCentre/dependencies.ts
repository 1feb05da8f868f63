import type { Scheduler } from './scheduler';
import type { Arrivals } from './arrivals';
import type { Journal } from './journal';
import type { Conclusions, Intents, Responses, Returns } from './eventLogs';
import type { Queues } from './queues';
import type { Random } from './random';
import type { SegmentRecorder } from './segmentRecorder';

/** The parts of a contact centre on which its conversations depend. */
export interface Dependencies {
  scheduler: Scheduler;
  arrivals: Arrivals;
  journal: Journal;
  responses: Responses;
  conclusions: Conclusions;
  returns: Returns;
  intents: Intents;
  segments: SegmentRecorder;
  queues: Queues;
  random: Random;
}
