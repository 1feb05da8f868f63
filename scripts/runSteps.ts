import { type Counts, lineOf, single, sum } from './counts';
import { UserError } from './project';
import type { Step, StepResult } from './steps';

interface Done {
  step: Step;
  result: StepResult;
  seconds: number;
}

/** The result of `run`. Where it throws, that is printed and counts as one failure, for others still run. */
export async function resultOf(run: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await run();
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    return single('failed');
  }
}

async function runStep(step: Step, before: Done[]): Promise<Done> {
  const failed = before.find((done) => step.needs?.includes(done.step.name) && done.result.failed > 0);
  console.log(`\n── ${step.name}${failed ? `: skipped, because it needs the ${failed.step.name}` : ''}`);
  const began = Date.now();
  const result = failed ? single('skipped') : await resultOf(step.run);
  return { step, result, seconds: (Date.now() - began) / 1000 };
}

function summary({ step, result, seconds }: Done): string {
  const mark = result.failed > 0 ? '✗' : result.passed > 0 ? '✓' : '–';
  const note = result.note ? ` (${result.note})` : '';
  return `${mark} ${step.name.padEnd(24)}${seconds.toFixed(1).padStart(7)} s   ${lineOf(result)}${note}`;
}

/** The steps of these names with those that they need; all where none is named. Throws a user error for an unknown name. */
export function select(steps: Step[], names: string[]): Step[] {
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    const known = steps.map(({ name }) => `"${name}"`).join(', ');
    throw new UserError(`There is no step "${unknown}". Available: ${known}.`);
  }
  const needed = steps.filter(({ name }) => names.includes(name)).flatMap(({ needs = [] }) => needs);
  return names.length > 0 ? steps.filter(({ name }) => [...names, ...needed].includes(name)) : steps;
}

/** Runs the steps one after another, prints the result of each and the sum, and resolves with the exit code. */
export async function runSteps(steps: Step[]): Promise<number> {
  const done: Done[] = [];
  for (const step of steps) {
    done.push(await runStep(step, done));
  }
  const total: Counts = sum(done.map(({ result }) => result));
  console.log(`\n${done.map(summary).join('\n')}\n\n${lineOf(total)}`);
  return total.failed > 0 ? 1 : 0;
}
