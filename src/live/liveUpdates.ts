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
import { frameAt, readLiveMeta, readRunning, type LiveMeta, type RunningFrame } from './liveMeta';
import { visibleSeconds, type ServerClock } from './serverClock';

/** The server sends a frame every 30 s even if nothing has changed. */
const maxSilenceMs = 75_000;

/** What live tables need to know of their surroundings. */
export interface LiveContext {
  /** Undefined where tables change only with the next response. */
  live: GrafanaLiveSrv | undefined;
  /** The uid of the data source. */
  uid: string;
  clock: ServerClock;
  /** The dashboard's time zone, as Grafana calls it. */
  timeZone: string;
}

/** A frame of a response, or one of its channel, with what the server says beside it. */
interface LiveFrame extends RunningFrame {
  meta: LiveMeta;
}

function readFrame(sent: DataFrame): LiveFrame | undefined {
  const meta = readLiveMeta(sent);
  return meta && { ...readRunning(sent, meta), meta };
}

/** A frame to show, and the state that a panel shows with it. */
interface Update {
  frame: DataFrame;
  state: LoadingState;
}

/** The frame as it was made, and a notice that says so. */
function interrupted({ frame, meta }: LiveFrame, { timeZone }: LiveContext): Update {
  const time = dateTimeFormat(meta.now, { timeZone, format: 'HH:mm:ss' });
  const text = `No live updates since ${time}. Reload the dashboard if they do not resume.`;
  const notices = [...(frame.meta?.notices ?? []), { severity: 'warning' as const, text }];
  return { frame: { ...frame, meta: { ...frame.meta, notices } }, state: LoadingState.Done };
}

/** The frame second by second. It stands still once there has been no news for too long. */
function run(latest: LiveFrame, context: LiveContext): Observable<Update> {
  const { frame, running, meta } = latest;
  const { clock } = context;
  const frames =
    running.length > 0 ? visibleSeconds(clock).pipe(map((now) => frameAt(latest, now))) : concat(of(frame), NEVER);
  const untilSilence = Math.max(0, meta.now + maxSilenceMs - clock.now());
  return frames.pipe(
    map((shown) => ({ frame: shown, state: LoadingState.Streaming })),
    takeUntil(timer(untilSilence)),
    endWith(interrupted(latest, context))
  );
}

/**
 * A frame of a response as its channel updates it and as time passes. There is nothing before the channel's first frame,
 * and nothing of the last frame of a channel that was silent long before the response.
 */
function follow(first: LiveFrame, channel: Observable<DataFrame | null>, context: LiveContext) {
  const { refId, name } = first.frame;
  return channel.pipe(
    map((sent) => (sent ? readFrame({ ...sent, refId, name }) : undefined)),
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

/**
 * A response without the times since when cells run, and then the same with each frame that has a channel as that
 * updates it: rows come and go, and running cells count each second. The other frames stay the same objects. If a channel
 * fails, what was there stays.
 */
export function withLiveUpdates(response: DataQueryResponse, context: LiveContext): Observable<DataQueryResponse> {
  const { live, uid, clock } = context;
  const frames = [...(response.data as DataFrame[])];
  const updates = frames.flatMap((sent, index) => {
    const read = readFrame(sent);
    const stream = live && read?.meta.stream;
    frames[index] = read?.frame ?? sent;
    if (!read || !stream) {
      return [];
    }
    clock.observe(read.meta.now);
    // Whole seconds, as the channel's frames have: no cell jumps when these come.
    frames[index] = frameAt(read, clock.second());
    const channel = channelFrames(live, uid, stream);
    return [follow(read, channel, context).pipe(map((update) => ({ index, ...update })))];
  });
  const first = { ...response, data: frames };
  return merge(...updates).pipe(
    scan<Update & { index: number }, DataQueryResponse>(
      (current, { index, frame, state }) => ({ ...current, state, data: replaceAt(current.data, index, frame) }),
      first
    ),
    startWith(first)
  );
}
