import { single } from './counts';
import { UserError } from './project';
import { runSteps, select } from './runSteps';
import type { Step } from './steps';

let output: string[];

beforeEach(() => {
  output = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void output.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void output.push(line));
});
afterEach(() => jest.restoreAllMocks());

const passing: Step = { name: 'passing', run: async () => ({ ...single('passed'), note: 'Grafana 12.3.0' }) };
const failing: Step = { name: 'failing', run: () => Promise.reject(new UserError('There is no browser.')) };

it('counts a step that cannot run as one failure, says why and runs the others', async () => {
  expect(await runSteps([failing, passing])).toBe(1);
  expect(output).toContain('There is no browser.');
  const [summary = '', total] = (output.at(-1) ?? '').trim().split('\n\n');
  expect(summary).toMatch(/^✗ failing .* 0 passed, 1 failed, 0 skipped\n✓ passing .* 0 skipped \(Grafana 12\.3\.0\)$/);
  expect(total).toBe('1 passed, 1 failed, 0 skipped');
});

it('skips what needs a step that failed', async () => {
  const run = jest.fn(passing.run);
  expect(await runSteps([failing, { name: 'dependent', run, needs: ['failing'] }])).toBe(1);
  expect(run).not.toHaveBeenCalled();
  expect(output.at(-1)).toContain('0 passed, 1 failed, 1 skipped');
});

it('succeeds where nothing failed', async () => {
  expect(await runSteps([passing])).toBe(0);
});

it('selects the steps that are named, with what they need, and knows no others', () => {
  const dependent: Step = { ...passing, name: 'dependent', needs: ['failing'] };
  expect(select([failing, passing, dependent], ['dependent'])).toEqual([failing, dependent]);
  expect(select([failing, passing], [])).toEqual([failing, passing]);
  expect(() => select([failing, passing], ['pasing'])).toThrow('There is no step "pasing"');
});
