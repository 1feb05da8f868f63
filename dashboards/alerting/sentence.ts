import type { Kpi } from '../../catalogue';
import type { AlertKpi } from './alertKpis';
import { expressionStep, levelStep, nameTemplate, type RuleStep, valueStep } from './model';

/** Expressions that convert the value and the level: annotation templates can't calculate. */
const conversions = (unit: 'Seconds' | 'Percent', calculation: string): RuleStep[] =>
  ['value', 'level'].map((refId) =>
    expressionStep({ refId: `${refId}In${unit}`, type: 'math', expression: `$${refId} ${calculation}` })
  );

/** The conversions that a KPI's unit needs. */
function conversionsOf({ unit }: Kpi): RuleStep[] {
  switch (unit) {
    case 'ms':
      return conversions('Seconds', '/ 1000');
    case 'percentunit':
      return conversions('Percent', '* 100');
    default:
      return [];
  }
}

/** The steps that the texts of a rule need: the value with the row's name, and the level. */
export const textSteps = (query: RuleStep, kpi: Kpi): RuleStep[] => [
  valueStep(query),
  levelStep(query),
  ...conversionsOf(kpi),
];

// From "5m 0s" to "5 min", and from "1h 2m 3s" to "1 h 2 min 3 s".
const spacedDuration = 'reReplaceAll " 0s$" "" | reReplaceAll "(\\\\d)([a-z])" "$1 $2" | reReplaceAll " m\\\\b" " min"';

/** The template of a number of the rule, formatted by the KPI's unit. */
function numberTemplate({ unit, measure }: Kpi, refId: 'value' | 'level'): string {
  if (unit === 'ms') {
    return `{{ humanizeDuration $values.${refId}InSeconds.Value | ${spacedDuration} }}`;
  }
  if (unit === 'percentunit') {
    // With one decimal, as panels have it, and without one for 50%.
    return `{{ printf "%.1f%%" $values.${refId}InPercent.Value | reReplaceAll "\\\\.0%$" "%" }}`;
  }
  // As a text, a count is written in full: 1234567, not 1.234567e+06.
  return measure === 'average' ? `{{ printf "%.1f" $values.${refId}.Value }}` : `{{ $values.${refId} }}`;
}

/** The template of what a sentence is about: the account, or a skill. */
const subject = ({ rows }: AlertKpi) => (rows === 'account' ? 'Account {{ $labels.account }}' : nameTemplate(rows));

function windowText({ tense }: Kpi, hours: number): string {
  if (tense === 'now') {
    return '';
  }
  return hours === 1 ? ' in the last hour' : ` in the last ${hours} hours`;
}

/** The period of a rule, such as `2m`, as a text. */
const periodText = (period: string) => period.replace(/m$/, ' min');

/**
 * When the rule fires, in words that are also true while the alert is pending, and while it keeps firing after its value
 * has recovered.
 */
const levelText = (kpi: Kpi, pending: string): string =>
  ` ({{ $labels.severity }}: ${kpi.better === 'more' ? 'below' : 'from'} ${numberTemplate(kpi, 'level')} for ${periodText(pending)})`;

/** When a rule's value counts: the hours of its window, and the pending period before it fires. */
export interface RuleTiming {
  hours: number;
  pending: string;
}

/**
 * The template of a rule's summary: "Sales: 30 unassigned (critical: from 15 for 2 min)". An alert without data, as while
 * LivePerson does not respond after a start, has no labels either.
 */
export function summaryOf(kpi: Kpi, alertKpi: AlertKpi, { hours, pending }: RuleTiming): string {
  const value = alertKpi.texts.value.replace('{value}', numberTemplate(kpi, 'value'));
  const known = `${value}${windowText(kpi, hours)}${levelText(kpi, pending)}`;
  const unknown = `no data for ${kpi.label}`;
  const text = `${subject(alertKpi)}: {{ if eq .Value .Value }}${known}{{ else }}${unknown}{{ end }}`;
  return `{{ with $values.value }}${text}{{ else }}LivePerson: ${unknown}{{ end }}`;
}
