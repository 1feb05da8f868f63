import { defaults, help, readOptions } from './options';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readOptions([])).toEqual({ ...defaults, now: undefined });
  });

  it('sets the given options', () => {
    const args = '--port 0 --agents 1000 --scenario rush --freeze --now 2025-06-11T12:00:00Z --time-zone Asia/Tokyo';
    expect(readOptions(args.split(' '))).toMatchObject({
      port: 0,
      agents: 1000,
      scenario: 'rush',
      freeze: true,
      now: Date.parse('2025-06-11T12:00:00Z'),
      timeZone: 'Asia/Tokyo',
    });
  });

  it('explains every option', () => {
    expect(readOptions(['--help'])).toBeUndefined();
    expect(help()).toContain('--token-life');
  });

  it.each([
    ['--agents', '1001'],
    ['--port', 'http'],
    ['--scenario', 'storm'],
    ['--time-zone', 'Mars/Base'],
    ['--now', 'later'],
    ['--speed', '2'],
  ])('rejects %s %s with a sentence', (flag, value) => {
    expect(() => readOptions([flag, value])).toThrow(flag === '--scenario' ? value : flag);
  });
});
