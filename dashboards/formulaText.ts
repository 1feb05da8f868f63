import type { Formula } from '../catalogue';

type AgentsFormula = Extract<Formula, { agents: unknown }>;

/** A name as code, in Markdown. */
export function code(name: string): string {
  return `\`${name}\``;
}

function describeAgents({ sum, times, over, status }: AgentsFormula['agents']): string {
  const product = times ? `${code(sum)} × ${code(times)}` : code(sum);
  const who = status ? `human agents with the status ${status.map(code).join(' or ')}` : 'all logged-in human agents';
  return `the sum of ${product}${over ? ` over the sum of ${code(over)}` : ''}, of ${who}`;
}

/** A KPI's formula over others, in Markdown. */
export function describeFormula(formula: Formula): string {
  if ('difference' in formula) {
    return formula.difference.map(code).join(' − ');
  }
  if ('provenance' in formula) {
    return `the ${formula.provenance.fact} of the latest ${code(formula.provenance.of)}`;
  }
  return 'since' in formula ? `the time since ${code(formula.since)}` : describeAgents(formula.agents);
}
