import { type Kpi, kpis } from '../../catalogue';
import { ask, folder, type Rule, type RuleGroup } from './model';

const kinds = ['account', 'skill'] as const;

function recordOf(kpi: Kpi, rows: (typeof kinds)[number]): Rule {
  return {
    uid: `lp-rec-${rows}-${kpi.id}`.slice(0, 40),
    title: `${kpi.label} by ${rows}, recorded`,
    data: [ask(kpi.id, rows)],
    record: { metric: `liveperson_${rows}_${kpi.id}`, from: 'A' },
    labels: { source: 'liveperson' },
  };
}

function groupOf(tense: Kpi['tense'], name: string, interval: string): RuleGroup {
  const recorded = kpis.filter((kpi) => kpi.tense === tense);
  const rules = kinds.flatMap((rows) =>
    recorded.filter((kpi) => kpi.rows.includes(rows)).map((kpi) => recordOf(kpi, rows))
  );
  return { orgId: 1, name, folder, interval, rules };
}

/**
 * Groups that write every number of the account and its skills to a Prometheus-compatible store: what is true now each
 * minute, what is of a window once an hour for the hour before, so that hours add up to days.
 */
export const recordingGroups = (): RuleGroup[] => [
  groupOf('now', 'LivePerson recording, now', '1m'),
  groupOf('window', 'LivePerson recording, by hour', '1h'),
];
