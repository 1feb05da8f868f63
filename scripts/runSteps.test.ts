import { one } from './counts';
import { Problem } from './project';
import { chosen, runSteps } from './running';
import type { Step } from './steps';

let said: string[];

beforeEach(() => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => jest.restoreAllMocks());

const passing: Step = { name: 'passing', run: async () => ({ ...one('passed'), note: 'Grafana 12.3.0' }) };
const lacking: Step = {
  name: 'lacking',
  run: async () => {
    throw new Problem('There is no browser: install one.');
  },
};

it('counts a step that cannot run as one failure, says why and runs the others', async () => {
  expect(await runSteps([lacking, passing])).toBe(1);
  expect(said).toContain('There is no browser: install one.');
  const [summary = '', total] = (said.at(-1) ?? '').trim().split('\n\n');
  expect(summary).toMatch(/^✗ lacking .* 0 passed, 1 failed, 0 skipped\n✓ passing .* 0 skipped \(Grafana 12\.3\.0\)$/);
  expect(total).toBe('1 passed, 1 failed, 0 skipped');
});

it('leaves out what needs a step that failed', async () => {
  const run = jest.fn(passing.run);
  expect(await runSteps([lacking, { name: 'needy', run, needs: ['lacking'] }])).toBe(1);
  expect(run).not.toHaveBeenCalled();
  expect(said.at(-1)).toContain('0 passed, 1 failed, 1 skipped');
});

it('is well where nothing failed', async () => {
  expect(await runSteps([passing])).toBe(0);
});

it('runs the steps that are named, with what they need, and knows no others', () => {
  const needy: Step = { ...passing, name: 'needy', needs: ['lacking'] };
  expect(chosen([lacking, passing, needy], ['needy'])).toEqual([lacking, needy]);
  expect(chosen([lacking, passing], [])).toEqual([lacking, passing]);
  expect(chosen([lacking, passing], ['passing'])).toEqual([passing]);
  expect(() => chosen([lacking, passing], ['pasing'])).toThrow('There is no step "pasing"');
});
