const intervalPattern = /^([1-9]\d*)([smhdw])$/;

const unitNames: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** The lengths of time that a point of a trend may be chosen to stand for; any other of the form may be written. */
export const suggestedIntervals = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '1d'];

/** An interval such as `15m` in words, `15 minutes`; undefined where the text is none. One of a unit is just `hour`. */
export function formatInterval(interval: string): string | undefined {
  const [, count = '', unit = ''] = intervalPattern.exec(interval) ?? [];
  const word = unitNames[unit];
  return word && (count === '1' ? word : `${count} ${word}s`);
}

/** What is wrong with an interval, as a sentence; a variable is for its value to say. */
export function validateInterval(interval: string): string | undefined {
  const isValid = interval === '' || interval.startsWith('$') || intervalPattern.test(interval);
  return isValid ? undefined : `"${interval}" is not an interval. Write minutes, hours or days: 15m, 1h or 1d.`;
}
