import { createHash } from 'node:crypto';

import { partition } from 'lodash';

import { isChat, isProvenance, type Kpi, kpis } from '../../catalogue';
import { expressionStep, folder, queryStep, withNames, type Rule, type RuleGroup } from './model';

const recordedRows = ['account', 'skill'] as const;

// Grafana evaluates at any second of the hour. A range that ends a minute earlier has no unfinished minute, and a window
// of one hour before its end is adjacent to the previous one.
const lastWholeHour = { range: { from: 3660, to: 60 }, window: { kind: 'last', hours: 1 } } as const;

// Drops rows without value, such as the CSAT of a skill without ratings: one of them would prevent the whole write.
const valuesOnly = expressionStep({
  refId: 'B',
  type: 'reduce',
  expression: 'A',
  reducer: 'last',
  settings: { mode: 'dropNN' },
});

const maxUid = 40;

/**
 * The uid of a rule. One that is cut off has a hash at its end only where it has to be told apart, so that those that were
 * cut before stay. A new KPI must not begin like one whose uid is cut: its rule would be another one.
 */
function recordingUid({ id }: Kpi, rows: (typeof recordedRows)[number]): string {
  const uidOf = (kpi: string) => `lp-rec-${rows}-${kpi}`;
  const cut = uidOf(id).slice(0, maxUid);
  const isShared = kpis.filter((kpi) => kpi.rows.includes(rows) && uidOf(kpi.id).startsWith(cut)).length > 1;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return isShared && cut !== uidOf(id) ? `${cut.slice(0, maxUid - 9)}-${hash}` : cut;
}

function recordingRule(kpi: Kpi, rows: (typeof recordedRows)[number]): Rule {
  const query = queryStep(kpi.id, rows, kpi.tense === 'window' ? lastWholeHour : undefined);
  return {
    uid: recordingUid(kpi, rows),
    title: `${kpi.label} by ${rows}, recorded`,
    data: [rows === 'skill' ? withNames(query) : query, valuesOnly],
    record: { metric: `liveperson_${rows}_${kpi.id}`, from: 'B' },
    labels: { source: 'liveperson' },
  };
}

function ruleGroup(all: Kpi[], tense: Kpi['tense'], name: string, interval: string): RuleGroup {
  const recorded = all.filter((kpi) => kpi.tense === tense && !isProvenance(kpi));
  const rules = recordedRows.flatMap((rows) =>
    recorded.filter((kpi) => kpi.rows.includes(rows)).map((kpi) => recordingRule(kpi, rows))
  );
  return { orgId: 1, name, folder, interval, rules };
}

/**
 * Recording rules that write every KPI of the account and its skills to a Prometheus-compatible store: current values
 * each minute, window values once an hour for the hour before, so that hours add up to days. Those of chat are groups of
 * their own, which an account without chat can leave out.
 */
export function recordingGroups(): RuleGroup[] {
  const [ofChat, ofMessaging] = partition(kpis, isChat);
  return [
    ruleGroup(ofMessaging, 'now', 'LivePerson recording, now', '1m'),
    ruleGroup(ofMessaging, 'window', 'LivePerson recording, by hour', '1h'),
    ruleGroup(ofChat, 'now', 'LivePerson recording, chat now', '1m'),
    ruleGroup(ofChat, 'window', 'LivePerson recording, chat by hour', '1h'),
  ];
}
