import { lineOf, one, sum } from './counts';
import { Problem } from './project';
import { type Counted, countedOf, type Step } from './steps';

interface Done {
  step: Step;
  counts: Counted;
  seconds: number;
}

async function runStep(step: Step, before: Done[]): Promise<Done> {
  const missing = before.find((done) => step.needs?.includes(done.step.name) && done.counts.failed > 0);
  if (missing) {
    console.log(`\n── ${step.name}: left out, for it needs the ${missing.step.name}`);
    return { step, counts: one('skipped'), seconds: 0 };
  }
  console.log(`\n── ${step.name}`);
  const began = Date.now();
  const counts = await countedOf(step.run);
  return { step, counts, seconds: (Date.now() - began) / 1000 };
}

function summary({ step, counts, seconds }: Done): string {
  const mark = counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  const note = counts.note ? ` (${counts.note})` : '';
  return `${mark} ${step.name.padEnd(24)}${seconds.toFixed(1).padStart(7)} s   ${lineOf(counts)}${note}`;
}

/** The steps of these names with those that they need, or all where none is named. Throws a `Problem` for a name that no step has. */
export function chosen(steps: Step[], names: string[]): Step[] {
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    const known = steps.map(({ name }) => `"${name}"`).join(', ');
    throw new Problem(`There is no step "${unknown}": choose from ${known}.`);
  }
  const needed = steps.filter(({ name }) => names.includes(name)).flatMap(({ needs = [] }) => needs);
  return names.length > 0 ? steps.filter(({ name }) => names.includes(name) || needed.includes(name)) : steps;
}

/** Runs the steps one after another, prints what came of each and in sum, and resolves with the exit code. */
export async function runSteps(steps: Step[]): Promise<number> {
  const done: Done[] = [];
  for (const step of steps) {
    done.push(await runStep(step, done));
  }
  const total = sum(done.map(({ counts }) => counts));
  console.log(`\n${done.map(summary).join('\n')}\n\n${lineOf(total)}`);
  return total.failed > 0 ? 1 : 0;
}
