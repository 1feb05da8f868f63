import { findKpi } from '../catalogue';
import { type Fit, type OriginalRow, type OriginalSection, originalSections } from '../catalogue/original';
import { describeFormula } from './formulaText';

const fits: Record<Fit, string> = { same: 'same', close: 'close', sample: 'from a sample' };

function describeKpi(id: string): string {
  const kpi = findKpi(id);
  if (!kpi) {
    throw new Error(`original.json names the KPI "${id}", which kpis.json lacks.`);
  }
  const apis = new Set(kpi.sources?.map(({ api }) => `\`${api}\``));
  const computed = kpi.formula ? [describeFormula(kpi.formula)] : [];
  return `**${kpi.label}** \`${id}\` (${[...apis, ...computed].join(', or ')})`;
}

function tableRow({ name, kpis, fit, difference }: OriginalRow): string {
  return `| ${[name, kpis.map(describeKpi).join('<br>'), fits[fit], difference ?? ''].join(' | ')} |`;
}

function section({ title, rows }: OriginalSection): string {
  const heading = ["| LivePerson's dashboard | KPIs in this plugin | Fit | Difference |", '| --- | --- | --- | --- |'];
  return [`### ${title}`, '', ...heading, ...rows.map(tableRow)].join('\n');
}

/** Each row of LivePerson's own dashboard with the KPIs that show it, in Markdown. */
export const originalPage = (): string => `## LivePerson's dashboard and its KPIs in this plugin

What LivePerson's _Real-time messaging dashboard_ shows, and the KPIs of this plugin that show it, with their APIs or formulas. “From a sample” means an estimate from a sample of conversations, as in LivePerson's dashboard; the exact figure over all responses stands beside it where an API has one. What no API provides: [not-available.md](not-available.md).

${originalSections.map(section).join('\n\n')}
`;
