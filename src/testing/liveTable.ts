import {
  dataFrameToJSON,
  FieldType,
  LiveChannelConnectionState,
  LiveChannelEventType,
  type DataFrame,
  type DataFrameJSON,
  type LiveChannelAddress,
  type LiveChannelEvent,
} from '@grafana/data';
import type { GrafanaLiveSrv } from '@grafana/runtime';
import { Observable, Subject } from 'rxjs';

/** Two conversations: one that waits since a time in ms, one whose wait is over. */
export function conversationsFrame(
  now: number,
  since: number | null,
  stream?: { path: string; query: string }
): DataFrame {
  const fields = [
    { name: 'conversation', type: FieldType.string, config: {}, values: ['c1', 'c2'] },
    {
      name: 'conversation_wait_time',
      type: FieldType.number,
      config: {},
      values: [since === null ? 0.5 : (now - since) / 1000, 4.321],
    },
    { name: 'conversation_wait_time.since', type: FieldType.number, config: {}, values: [since, null] },
  ];
  return {
    refId: 'A',
    fields,
    length: 2,
    meta: { custom: { now, ticking: ['conversation_wait_time'], stream } },
  };
}

/** A fake of Grafana Live: a test sends what its channels receive. */
export class FakeLive {
  /** The addresses of all subscriptions so far. */
  readonly opened: LiveChannelAddress[] = [];
  /** The number of subscriptions now. */
  subscribers = 0;
  private readonly events = new Subject<LiveChannelEvent<DataFrameJSON>>();

  readonly service = {
    getStream: (address: LiveChannelAddress) =>
      new Observable<LiveChannelEvent<DataFrameJSON>>((subscriber) => {
        this.opened.push(address);
        this.subscribers += 1;
        const subscription = this.events.subscribe(subscriber);
        return () => {
          this.subscribers -= 1;
          subscription.unsubscribe();
        };
      }),
  } as unknown as GrafanaLiveSrv;

  /** A message of the channel. */
  send(frame: DataFrame): void {
    this.events.next({ type: LiveChannelEventType.Message, message: dataFrameToJSON(frame) });
  }

  /** A change of the channel's state, with the frame that Grafana keeps of it, if any. */
  setState(state: LiveChannelConnectionState, frame?: DataFrame): void {
    const message = frame && dataFrameToJSON(frame);
    this.events.next({ type: LiveChannelEventType.Status, id: 'channel', timestamp: 0, state, message });
  }
}
