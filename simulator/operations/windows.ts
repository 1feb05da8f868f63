import { MINUTE } from '../contactCentre/time';

const BUCKET = 5 * MINUTE;

/** A window [from, to) in epoch ms. */
export interface Window {
  from: number;
  to: number;
}

/** One of the intervals of a window, with the timestamp that a response has for it. */
export interface Interval extends Window {
  timestamp: number;
}

/** The window of a method with buckets of 5 minutes, the current bucket included. */
export function bucketedWindow(now: number, timeframe: number): Window {
  return { from: bucketStart(now - timeframe * MINUTE), to: bucketStart(now) + BUCKET };
}

/**
 * The intervals of such a window, newest first, with timestamps of their ends. There is one more than the time frame
 * has: the earliest, which has what remains.
 */
export function bucketedIntervals(now: number, timeframe: number, interval: number): Interval[] {
  const { from, to } = bucketedWindow(now, timeframe);
  const ends = Array.from({ length: timeframe / interval + 1 }, (_, n) => bucketEnd(to - n * interval * MINUTE));
  return ends.map((end, n) => ({ timestamp: end, from: ends[n + 1] ?? from, to: end }));
}

/** The window of a method without buckets. */
export function rollingWindow(now: number, timeframe: number): Window {
  return { from: now - timeframe * MINUTE, to: now };
}

/** The intervals of such a window, newest first, with timestamps of their starts; the interval divides the window. */
export function rollingIntervals({ from, to }: Window, interval: number): Interval[] {
  const step = interval * MINUTE;
  return Array.from({ length: Math.round((to - from) / step) }, (_, n) => {
    const start = to - (n + 1) * step;
    return { timestamp: start, from: start, to: start + step };
  });
}

function bucketStart(at: number): number {
  return Math.floor(at / BUCKET) * BUCKET;
}

function bucketEnd(at: number): number {
  return Math.ceil(at / BUCKET) * BUCKET;
}
