import { browserTests } from './browserTests';
import { grafanaTests } from './grafanaTests';
import { runAsProgram } from './program';
import { nodeTool, script } from './project';
import { chosen, runSteps } from './running';
import { check, goTest, jest, silentCheck, type Step } from './steps';

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
  { ...browserTests, needs: [frontend, backend] },
  { ...grafanaTests, needs: [frontend, backend] },
];

// All steps, or only those that are named: npm test -- browser
runAsProgram(async () => runSteps(chosen(steps, process.argv.slice(3))));
