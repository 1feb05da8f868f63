const intervalPattern = /^([1-9]\d*)([smhdw])$/;

const unitNames: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** The intervals that the editor lists; others of the same form can be typed. */
export const suggestedIntervals = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '1d'];

/** An interval such as `15m` in words, `15 minutes`; undefined if it is invalid. */
export function formatInterval(interval: string): string | undefined {
  const [, count = '', unit = ''] = intervalPattern.exec(interval) ?? [];
  const word = unitNames[unit];
  return word && (count === '1' ? `1 ${word}` : `${count} ${word}s`);
}

/** The error of an interval as a sentence, or undefined if it is valid. A variable is always valid. */
export function validateInterval(interval: string): string | undefined {
  const isValid = interval === '' || interval.startsWith('$') || intervalPattern.test(interval);
  return isValid
    ? undefined
    : `"${interval}" is not a valid interval. Use minutes, hours or days, for example 15m, 1h or 1d.`;
}
