import {
  dataFrameFromJSON,
  isLiveChannelMessageEvent,
  isLiveChannelStatusEvent,
  LiveChannelConnectionState,
  LiveChannelScope,
  type DataFrame,
  type DataFrameJSON,
  type LiveChannelAddress,
  type LiveChannelEvent,
} from '@grafana/data';
import type { GrafanaLiveSrv } from '@grafana/runtime';
import { defer, filter, map, type Observable, repeat, takeWhile } from 'rxjs';

import type { LiveMeta } from './liveMeta';

/** How long to wait before a channel that has ended is opened again. */
export const reopenAfterMs = 30_000;

/** States in which Grafana does not connect to a channel again by itself. */
const ended = [
  LiveChannelConnectionState.Disconnected,
  LiveChannelConnectionState.Shutdown,
  LiveChannelConnectionState.Invalid,
];

/** The address of a data source's channel, in the words of all supported versions of Grafana. */
function addressOf(uid: string, { path, query }: NonNullable<LiveMeta['stream']>): LiveChannelAddress {
  const namespace = { stream: uid, namespace: uid };
  return { scope: LiveChannelScope.DataSource, ...namespace, path, data: { query } };
}

function isFrame(message: DataFrameJSON | undefined): message is DataFrameJSON {
  return message?.schema !== undefined && message.data !== undefined;
}

/** The frame of an event, null if no more will come, undefined for anything else. */
function readEvent(event: LiveChannelEvent<DataFrameJSON>): DataFrame | null | undefined {
  if (isLiveChannelStatusEvent(event) && ended.includes(event.state)) {
    return null;
  }
  const hasMessage = isLiveChannelMessageEvent(event) || isLiveChannelStatusEvent(event);
  return hasMessage && isFrame(event.message) ? dataFrameFromJSON(event.message) : undefined;
}

/**
 * The frames of a channel, and null whenever it has ended. It is then opened again later: what ended it, such as a
 * restart of the plugin, may be over.
 */
export function channelFrames(
  live: GrafanaLiveSrv,
  uid: string,
  stream: NonNullable<LiveMeta['stream']>
): Observable<DataFrame | null> {
  return defer(() => live.getStream<DataFrameJSON>(addressOf(uid, stream))).pipe(
    map(readEvent),
    filter((read) => read !== undefined),
    takeWhile((read) => read !== null, true),
    repeat({ delay: reopenAfterMs })
  );
}
