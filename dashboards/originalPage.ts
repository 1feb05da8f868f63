import { findKpi } from '../catalogue';
import { type Fit, type OriginalRow, type OriginalSection, originalSections } from '../catalogue/original';

const fits: Record<Fit, string> = { same: 'same', close: 'close', sample: 'from a sample' };

function describeKpi(id: string): string {
  const kpi = findKpi(id);
  if (!kpi) {
    throw new Error(`original.json names the KPI "${id}", which kpis.json lacks.`);
  }
  const apis = new Set(kpi.sources?.map(({ api }) => `\`${api}\``));
  return `**${kpi.label}** \`${id}\` (${apis.size > 0 ? [...apis].join(', ') : 'computed'})`;
}

function tableRow({ name, kpis, fit, difference }: OriginalRow): string {
  return `| ${[name, kpis.map(describeKpi).join('<br>'), fits[fit], difference ?? ''].join(' | ')} |`;
}

function section({ title, rows }: OriginalSection): string {
  const heading = ['| Row there | KPIs here (and their API) | Fit | Difference |', '| --- | --- | --- | --- |'];
  return [`### ${title}`, '', ...heading, ...rows.map(tableRow)].join('\n');
}

/** Each row of LivePerson's own dashboard with the KPIs that show it, in Markdown. */
export const originalPage = (): string => `## LivePerson's dashboard, row by row

What LivePerson's _Real-time messaging dashboard_ shows, and the KPIs that show it here. “From a sample” are estimates from a sample of conversations, as they are in LivePerson's dashboard; the exact figure over all responses stands beside them where an API has it. What no API has: [not-available.md](not-available.md).

${originalSections.map(section).join('\n\n')}
`;
