import { type Kpi, kpis } from '../../catalogue';
import { ask, express, folder, type Rule, type RuleGroup } from './model';

const kinds = ['account', 'skill'] as const;

// Grafana evaluates at any second of the hour: a range that ends a minute earlier has no unfinished minute, and an hour
// that is counted back from its end follows the one before without gap or overlap.
const lastWholeHour = { range: { from: 3660, to: 60 }, window: { kind: 'last', hours: 1 } } as const;

// One row without a value, such as the CSAT of a skill that nobody rated, would keep all rows from being written.
const valuesOnly = express({
  refId: 'B',
  type: 'reduce',
  expression: 'A',
  reducer: 'last',
  settings: { mode: 'dropNN' },
});

function recordOf(kpi: Kpi, rows: (typeof kinds)[number]): Rule {
  return {
    uid: `lp-rec-${rows}-${kpi.id}`.slice(0, 40),
    title: `${kpi.label} by ${rows}, recorded`,
    data: [ask(kpi.id, rows, kpi.tense === 'window' ? lastWholeHour : undefined), valuesOnly],
    record: { metric: `liveperson_${rows}_${kpi.id}`, from: 'B' },
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
