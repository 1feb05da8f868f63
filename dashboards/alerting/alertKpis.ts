import type { RowKind } from '../../catalogue';

/** The severity of a rule: the names of the catalogue's levels. */
export type Severity = 'warning' | 'critical';

/** A KPI with alert rules, for one kind of row. */
export interface AlertKpi {
  kpi: string;
  rows: Extract<RowKind, 'account' | 'skill'>;
  severities: Severity[];
}

// The most important KPIs have a warning, too. A single skill has so few responses an hour that its averages cross the
// warning level by chance; its queue does not.
const withWarning: Record<AlertKpi['rows'], string[]> = {
  account: ['unassigned_conversations', 'avg_wait_time_first_response', 'human_agent_load', 'csat'],
  skill: ['unassigned_conversations'],
};

const accountKpis = [
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

// Rules by skill are for the team of that skill. Consequences of these KPIs are covered by the account's rules.
const skillKpis = [
  'unassigned_conversations',
  'overdue_conversations_total',
  'human_agent_load',
  'avg_wait_time_first_response',
  'csat',
];

const alertOn =
  (rows: AlertKpi['rows']) =>
  (kpi: string): AlertKpi => ({
    kpi,
    rows,
    severities: withWarning[rows].includes(kpi) ? ['warning', 'critical'] : ['critical'],
  });

/**
 * The KPIs for which LivePerson's own dashboard has thresholds ("Customizing the dashboard" in its manual) and the
 * catalogue has levels.
 */
export const alertKpis: AlertKpi[] = [...accountKpis.map(alertOn('account')), ...skillKpis.map(alertOn('skill'))];
