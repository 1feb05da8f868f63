import { dateTimeFormat, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import type { GrafanaLiveSrv } from '@grafana/runtime';
import {
  concat,
  endWith,
  filter,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  scan,
  startWith,
  switchMap,
  takeUntil,
  timer,
} from 'rxjs';

import { channelFrames } from './channel';
import { findRunning, frameAt, readLiveMeta, type LiveMeta } from './liveMeta';
import { visibleSeconds, type ServerClock } from './serverClock';

/** The server sends a frame every 30 s even if nothing has changed. */
const maxSilenceMs = 75_000;

/** What live tables need to know of their surroundings. */
export interface LiveContext {
  live: GrafanaLiveSrv;
  /** The uid of the data source. */
  uid: string;
  clock: ServerClock;
  /** The dashboard's time zone, as Grafana calls it. */
  timeZone: string;
}

/** A frame of a response that has a channel, or one of that channel, with what the server says beside it. */
interface LiveFrame {
  frame: DataFrame;
  meta: LiveMeta;
}

/** The frame as it was made, and a notice that says so. */
function interrupted({ frame, meta }: LiveFrame, { timeZone }: LiveContext): DataFrame {
  const time = dateTimeFormat(meta.now, { timeZone, format: 'HH:mm:ss' });
  const text = `No live updates since ${time}. Reload the dashboard if they do not resume.`;
  const notices = [...(frame.meta?.notices ?? []), { severity: 'warning' as const, text }];
  return { ...frame, meta: { ...frame.meta, notices } };
}

/** The frame second by second. It stands still once there has been no news for too long. */
function run(latest: LiveFrame, context: LiveContext): Observable<DataFrame> {
  const { frame, meta } = latest;
  const { clock } = context;
  const running = findRunning(frame, meta);
  const frames =
    running.length > 0
      ? visibleSeconds(clock).pipe(map((now) => frameAt(frame, running, now)))
      : concat(of(frame), NEVER);
  const untilSilence = Math.max(0, meta.now + maxSilenceMs - clock.now());
  return frames.pipe(takeUntil(timer(untilSilence)), endWith(interrupted(latest, context)));
}

/**
 * A frame of a response as its channel updates it and as time passes. There is nothing before the channel's first frame,
 * and nothing of the last frame of a channel that was silent long before the response.
 */
function follow(first: LiveFrame, stream: NonNullable<LiveMeta['stream']>, context: LiveContext) {
  const { refId, name } = first.frame;
  return channelFrames(context.live, context.uid, stream).pipe(
    map((frame): LiveFrame | undefined => {
      const meta = frame && readLiveMeta(frame);
      return frame && meta && { frame: { ...frame, refId, name }, meta };
    }),
    scan<LiveFrame | undefined, { latest?: LiveFrame; hasEnded: boolean }>(
      ({ latest }, next) => ({ latest: next ?? latest, hasEnded: next === undefined }),
      { hasEnded: false }
    ),
    filter(({ latest }) => latest !== undefined && latest.meta.now > first.meta.now - maxSilenceMs),
    switchMap(({ latest = first, hasEnded }) => {
      if (hasEnded) {
        return of(interrupted(latest, context));
      }
      context.clock.observe(latest.meta.now);
      return run(latest, context);
    })
  );
}

function replaceAt<T>(list: T[], index: number, item: T): T[] {
  return list.map((old, position) => (position === index ? item : old));
}

/** The frame of a response as the channel's would be, so that its cells do not jump when these come. */
function now({ frame, meta }: LiveFrame, clock: ServerClock): DataFrame {
  clock.observe(meta.now);
  return frameAt(frame, findRunning(frame, meta), clock.second());
}

/**
 * A response, and then the same with each frame that has a channel as that updates it: rows come and go, and running
 * cells count each second. The other frames stay the same objects. If a channel fails, what was there stays.
 */
export function withLiveUpdates(response: DataQueryResponse, context: LiveContext): Observable<DataQueryResponse> {
  let first = response;
  const updates = response.data.flatMap((frame: DataFrame, index) => {
    const meta = readLiveMeta(frame);
    if (!meta?.stream) {
      return [];
    }
    first = { ...first, data: replaceAt(first.data, index, now({ frame, meta }, context.clock)) };
    return [follow({ frame, meta }, meta.stream, context).pipe(map((updated) => ({ index, updated })))];
  });
  return merge(...updates).pipe(
    scan<{ index: number; updated: DataFrame }, DataQueryResponse>(
      (current, { index, updated }) => ({
        ...current,
        state: LoadingState.Streaming,
        data: replaceAt(current.data, index, updated),
      }),
      first
    ),
    startWith(first)
  );
}
