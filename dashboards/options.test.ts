import { UserError } from '../scripts/project';
import { readOptions } from './options';

const errorOf = (...args: string[]): string => {
  try {
    readOptions(args);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
};

it('writes all outputs by default', () => {
  expect(readOptions([])).toEqual({ check: false });
  expect(readOptions(['--check'])).toEqual({ check: true });
});

it('reads the filters of public copies, the id -1 of the main group included', () => {
  const args = ['--public', 'out', '--skill', '1', '--skill=2', '--group', '-1', '--group', '3'];
  expect(readOptions(args).copies).toEqual({
    folder: 'out',
    fixed: { datasource: 'liveperson-kmm', skills: ['1', '2'], groups: ['-1', '3'] },
  });
  expect(readOptions(['--public', 'out', '--datasource', 'mine']).copies?.fixed).toEqual({
    datasource: 'mine',
    skills: [],
    groups: [],
  });
});

it('reads the names of a second set, by default into the folder of its prefix', () => {
  expect(readOptions(['--prefix', 'acme']).prefixed).toEqual({ folder: 'acme', names: { prefix: 'acme' } });
  expect(readOptions(['--prefix', 'acme', '--into', 'out', '--datasource', 'mine']).prefixed).toEqual({
    folder: 'out',
    names: { prefix: 'acme', datasource: 'mine' },
  });
});

it('reads the address of the runbook, for the rules and for those of a second set', () => {
  const runbook = 'https://wiki.example.com/liveperson#{kpi}';
  expect(readOptions(['--runbook', runbook])).toEqual({ check: false, runbook });
  expect(readOptions(['--prefix', 'acme', '--datasource', 'mine', '--runbook', runbook])).toMatchObject({
    prefixed: { folder: 'acme' },
    runbook,
  });
});

it.each([
  [['--runbook', 'wiki'], 'begins with https:// or http://, not "wiki"'],
  [['--runbook', 'https://'], 'begins with https:// or http://, not "https://"'],
  [['--runbook', 'https://a.example', '--public', 'out'], '--runbook is for alert rules'],
  [['--runbook', 'https://a.example', '--prefix', 'acme'], 'only with --prefix and --datasource'],
  [['--prefix', ''], '--prefix must have at most 27'],
  [['--prefix', 'Acme & Co'], 'but it is "Acme & Co"'],
  [['--prefix', 'liveperson'], 'not be "liveperson"'],
  [['--prefix', 'acme', '--into', ''], '--into must be the folder'],
  [['--prefix', 'acme', '--skill', '1'], '--skill and --group for copies without'],
  [['--into', 'out'], 'add --prefix NAME'],
  [['--public', 'out', '--skill', 'Sales'], '--skill must be the ID of a skill, which is a number, not "Sales"'],
  [['--public', 'out', '--group', ''], '--group must be the ID of a group, which is a number, not ""'],
  [['--public'], "Option '--public <value>' argument missing. Options: --check; --runbook"],
  [['--public', ''], '--public must be the folder'],
  [['--public', '--skill', '1'], "Option '--public' argument is ambiguous. Options:"],
  [['--publik', 'out'], "Unknown option '--publik'. Options:"],
  [['out'], "Unexpected argument 'out'. Options:"],
  [['--skill', '1'], 'add --public FOLDER'],
])('%j is rejected with one sentence', (args, sentence) => {
  expect(errorOf(...args)).toContain(sentence);
  expect(errorOf(...args)).not.toContain('\n');
});
