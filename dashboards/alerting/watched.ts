import type { RowKind } from '../../catalogue';

/** The level at which somebody is told: the same words as in the catalogue. */
export type Severity = 'warning' | 'critical';

/** A KPI that rules watch, for one kind of row. */
export interface Watched {
  kpi: string;
  rows: Extract<RowKind, 'account' | 'skill'>;
  severities: Severity[];
}

// Everybody looks at these first: they are told before it is too late. A single skill has so few answers an hour that
// its averages cross the lower level by chance; its queue does not.
const early: Record<Watched['rows'], string[]> = {
  account: ['unassigned_conversations', 'avg_wait_time_first_response', 'human_agent_load', 'csat'],
  skill: ['unassigned_conversations'],
};

const ofAccount = [
  'open_conversations',
  'unassigned_conversations',
  'overdue_conversations_total',
  'queue_wait_time_90th_percentile',
  'human_agent_load',
  'human_online_load',
  'load_other',
  'available_slots',
  'avg_wait_time',
  'avg_wait_time_first_response',
  'avg_time_to_response',
  'avg_time_to_first_response_first_assignment',
  'wait_time',
  'csat',
];

// A rule by skill is for those who staff that skill. What follows from these is left to the account's rules.
const ofSkill = [
  'unassigned_conversations',
  'overdue_conversations_total',
  'human_agent_load',
  'avg_wait_time_first_response',
  'csat',
];

const watch =
  (rows: Watched['rows']) =>
  (kpi: string): Watched => ({
    kpi,
    rows,
    severities: early[rows].includes(kpi) ? ['warning', 'critical'] : ['critical'],
  });

/**
 * What LivePerson's own dashboard lets a user set a threshold on ("Customizing the dashboard" in its manual), of which the
 * catalogue has levels.
 */
export const watched: Watched[] = [...ofAccount.map(watch('account')), ...ofSkill.map(watch('skill'))];
