import { type Kpi, kpis, type Rows, thresholdsOf } from '../catalogue';

const units: Record<string, string> = { short: 'count', ms: 'milliseconds', percentunit: 'share of 1' };

function sourceOf(kpi: Kpi): string {
  if (kpi.source) {
    const otherwise = kpi.fallback ? `; where it is missing: ${kpi.fallback.sum.map(code).join(' + ')}` : '';
    return `${code(kpi.source.field)} of ${code(kpi.source.metric)}${otherwise}`;
  }
  return (kpi.formula?.difference ?? []).map(code).join(' − ');
}

function code(name: string): string {
  return `\`${name}\``;
}

function levels(kpi: Kpi): string {
  const rowsByLevels = new Map<string, Rows[]>();
  for (const rows of kpi.rows) {
    const found = thresholdsOf(kpi, rows);
    if (found) {
      const text = `${found.warning} / ${found.critical}`;
      rowsByLevels.set(text, [...(rowsByLevels.get(text) ?? []), rows]);
    }
  }
  const parts = [...rowsByLevels].map(([text, rows]) =>
    rows.length === kpi.rows.length ? text : `${rows.join(', ')}: ${text}`
  );
  return parts.length > 0 ? `${kpi.better === 'more' ? 'below' : 'from'} ${parts.join('; ')}` : '–';
}

function line(kpi: Kpi): string {
  const cells = [
    `**${kpi.label}**<br>${code(kpi.id)}`,
    kpi.description,
    units[kpi.unit] ?? kpi.unit,
    kpi.rows.join(', '),
    levels(kpi),
    sourceOf(kpi),
    kpi.document,
  ];
  return `| ${cells.join(' | ')} |`;
}

function table(tense: Kpi['tense']): string {
  return [
    '| KPI | Meaning | Unit | Rows | Warning / critical | LivePerson gives | Document |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...kpis.filter((kpi) => kpi.tense === tense).map(line),
  ].join('\n');
}

/** The documentation page of all KPIs, in Markdown. */
export const kpiPage = (): string => `# KPIs

Written from \`catalogue/kpis.json\` by \`npm run dashboards\`. Warning and critical are the levels at which the
dashboards' colours change. Counts are 0 where LivePerson leaves them out; averages and shares are empty.

## Now

${table('now')}

## In the window

${table('window')}
`;
