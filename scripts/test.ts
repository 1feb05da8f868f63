import { lineOf, one, sum } from './counts';
import { grafanaTests } from './grafanaTests';
import { runAsProgram } from './program';
import { nodeTool, script } from './project';
import { check, type Counted, goTest, inBrowser, jest, silentCheck, type Step } from './steps';

const frontend = 'build of the frontend';
const backend = 'build of the backend';

const steps: Step[] = [
  check('dashboards', script('dashboards/generate.ts', '--check')),
  check('types', nodeTool('typescript/bin/tsc', '--noEmit')),
  check('lint', nodeTool('eslint/bin/eslint.js', '--cache', '--max-warnings', '0', '.')),
  jest('Jest'),
  silentCheck(
    'gofmt',
    { program: 'gofmt', args: ['-l', 'catalogue', 'pkg', 'preview', 'tests'] },
    'To be formatted with gofmt -w:'
  ),
  check('go vet', { program: 'go', args: ['vet', '-tags', 'e2e', './...'] }),
  goTest('Go', ['-race', './...']),
  check(frontend, nodeTool('webpack/bin/webpack.js', '-c', '.config/webpack/webpack.config.js', '--env', 'production')),
  check(backend, script('scripts/build-backend.ts')),
  { ...goTest('end to end', ['-count=1', '-tags', 'e2e', './tests/...']), needs: [backend] },
  { ...inBrowser('browser'), needs: [frontend, backend] },
  { ...grafanaTests, needs: [frontend, backend] },
];

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
  const counts = await step.run();
  return { step, counts, seconds: (Date.now() - began) / 1000 };
}

function summary({ step, counts, seconds }: Done): string {
  const mark = counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  return `${mark} ${step.name.padEnd(24)}${seconds.toFixed(1).padStart(7)} s   ${lineOf(counts)}${counts.why ? ` (${counts.why})` : ''}`;
}

runAsProgram(async () => {
  const done: Done[] = [];
  for (const step of steps) {
    done.push(await runStep(step, done));
  }
  const total = sum(done.map(({ counts }) => counts));
  console.log(`\n${done.map(summary).join('\n')}\n\n${lineOf(total)}`);
  return total.failed > 0 ? 1 : 0;
});
