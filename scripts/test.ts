import { browserTests } from './browserTests';
import { backendBuild, frontendBuild } from './build';
import { runCli } from './cli';
import { grafanaTests } from './grafanaTests';
import { goTool, nodeTool, script } from './project';
import { runSteps, select } from './runSteps';
import { check, goTest, jest, type Step } from './steps';

const frontend = 'build of the frontend';
const backend = 'build of the backend';

const steps: Step[] = [
  check('dashboards', script('dashboards/generate.ts', '--check')),
  check('types', nodeTool('typescript/bin/tsc', '--noEmit')),
  check('lint', nodeTool('eslint/bin/eslint.js', '--cache', '--max-warnings', '0', '.')),
  check('Go lint', goTool('golangci-lint', 'run')),
  jest('Jest'),
  goTest('Go', '-race', './...'),
  check(frontend, frontendBuild),
  check(backend, backendBuild()),
  { ...goTest('end to end', '-count=1', '-timeout', '30m', '-tags', 'e2e', './tests/e2e/...'), needs: [backend] },
  { ...browserTests, needs: [frontend, backend] },
  { ...grafanaTests, needs: [frontend, backend] },
];

// All steps, or those that are named: npm test -- browser
runCli(async () => runSteps(select(steps, process.argv.slice(2))));
