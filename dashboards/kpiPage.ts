import { uniq } from 'lodash';

import { groupKpis, type Kpi, type KpiGroup, kpis, modes, type RowKind, type Source, thresholdsOf } from '../catalogue';
import { formatLevels } from '../src/config/levelUnits';
import { code, describeFormula } from './formulaText';
import { originalPage } from './originalPage';

const units: Record<string, string> = {
  locale: 'count',
  ms: 'milliseconds',
  percentunit: 'share (0–1)',
  none: 'number',
  string: 'text',
  dateTimeAsIso: 'time',
};

/** The method as LivePerson calls it: `kmm.agent_view` is its agent view. Those that search for conversations have no name of their own. */
function methodOf(api: string): string {
  const method = api.slice(api.indexOf('.') + 1).replaceAll('_', ' ');
  if (!api.startsWith('interactions.')) {
    return method;
  }
  switch (method) {
    case 'conversations':
    case 'monitoring':
      return 'list of open conversations';
    case 'open':
    case 'closed':
      return `sample of ${method} conversations`;
    case 'started by row':
    case 'started by row.interval':
    case 'active by row':
      return 'list of conversations that changed';
    default:
      return 'search for conversations';
  }
}

function describeSource({ api, metric, field, since }: Source): string {
  const requestedAs = metric && metric !== field ? `, requested as ${code(metric)}` : '';
  return `${methodOf(api)}: ${code(field)}${requestedAs}${since ? `, or the time since ${code(since)}` : ''}`;
}

function describeOrigin({ sources = [], fallback, formula }: Kpi): string {
  const given = uniq(sources.map(describeSource));
  const missing = fallback ? [`where it is missing: ${fallback.sum.map(code).join(' + ')}`] : [];
  const computed = formula
    ? [`${given.length > 0 ? 'otherwise computed' : 'computed'}: ${describeFormula(formula)}`]
    : [];
  return [...given, ...missing, ...computed].join('<br>');
}

function describeLevels(kpi: Kpi): string {
  const rowsByText = new Map<string, RowKind[]>();
  for (const rows of kpi.rows) {
    const found = thresholdsOf(kpi, rows);
    if (found) {
      const text = formatLevels(kpi, found);
      rowsByText.set(text, [...(rowsByText.get(text) ?? []), rows]);
    }
  }
  const parts = [...rowsByText].map(([text, rows]) =>
    rows.length === kpi.rows.length ? text : `${rows.join(', ')}: ${text}`
  );
  return parts.length > 0 ? `${kpi.better === 'more' ? 'below' : 'from'} ${parts.join('; ')}` : '–';
}

/** Values that grow while they are shown are in seconds, in tables that show them. */
function describeUnit({ unit, sources = [] }: Kpi): string {
  return sources.some(({ since }) => since) ? 'seconds, as hh:mm:ss' : (units[unit] ?? unit);
}

function tableRow(kpi: Kpi): string {
  const cells = [
    `**${kpi.label}**<br>${code(kpi.id)}`,
    kpi.description,
    describeUnit(kpi),
    kpi.rows.join(', '),
    describeLevels(kpi),
    describeOrigin(kpi),
    kpi.document,
  ];
  return `| ${cells.join(' | ')} |`;
}

function table(rows: Kpi[]): string {
  return [
    '| KPI | Meaning | Unit | Rows | Warning / critical | Source | Document |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(tableRow),
  ].join('\n');
}

const scopeTitles: Record<Kpi['tense'], string> = { now: 'now', window: 'in the window' };

/** The heading of the KPIs of a mode and scope, where they begin. */
function scopeHeading({ mode, tense }: KpiGroup, before: KpiGroup | undefined): string[] {
  const isSame = before?.mode === mode && before.tense === tense;
  return isSame ? [] : [`## ${modes[mode]}, ${scopeTitles[tense]}`];
}

function tables(): string {
  const groups = groupKpis(kpis);
  return groups
    .flatMap((group, index) => [...scopeHeading(group, groups[index - 1]), `### ${group.title}`, table(group.kpis)])
    .join('\n\n');
}

/** The documentation page of all KPIs, in Markdown. */
export const kpiPage = (): string => `# KPIs

Generated from \`catalogue/kpis.json\` by \`npm run dashboards\`. Warning and critical are the default levels for
colors and alert rules; the data source settings can replace them. If LivePerson leaves a value out, counts are 0, and averages and shares are empty.
A value from a sample of fewer than ten conversations has no level.

${tables()}

${originalPage()}`;
