import { LiveChannelConnectionState, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';

import { conversationsFrame, FakeLive } from '../testing/liveTable';
import { withLiveUpdates } from './liveUpdates';
import { ServerClock } from './serverClock';

const stream = { path: 'conversations/3dbb', query: '{"rows":"conversation"}' };

/** Full seconds of the server's clock, in ms since 1970. */
const noon = Date.UTC(2024, 4, 2, 12);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function hidePage(hidden: boolean): void {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A frame without the times since when its cells run. */
const shown = (frame: DataFrame) => ({ ...frame, fields: frame.fields.slice(0, 2) });

/** A panel that shows a response, with what it has received. */
function watch(response: DataQueryResponse, { live = new FakeLive(), clock = new ServerClock(), isLive = true } = {}) {
  const received: DataQueryResponse[] = [];
  const context = { live: isLive ? live.service : undefined, uid: 'kmm', clock, timeZone: 'utc' };
  const subscription = withLiveUpdates(response, context).subscribe((next) => received.push(next));
  const last = () => received[received.length - 1] ?? response;
  const frame = (index = 0): DataFrame => last().data[index];
  return { live, received, subscription, last, frame, waits: () => frame().fields[1]?.values };
}

test('the response comes first, and the channel is the one that the server has named', () => {
  const response = { data: [conversationsFrame(noon, noon - 61_000, stream)] };
  const { live, received } = watch(response);
  jest.advanceTimersByTime(10_000);
  expect(received).toEqual([{ data: [shown(response.data[0]!)] }]);
  expect(live.opened).toEqual([
    { scope: 'ds', stream: 'kmm', namespace: 'kmm', path: stream.path, data: { query: stream.query } },
  ]);
});

test("cells that run count up on the server's whole second, and the others stand still", () => {
  const panel = watch({ data: [conversationsFrame(noon + 300, noon - 61_500, stream)] });
  panel.live.send(conversationsFrame(noon + 300, noon - 61_500));
  expect(panel.waits()).toEqual([61, 4.321]);
  jest.advanceTimersByTime(699);
  expect(panel.waits()).toEqual([61, 4.321]);
  jest.advanceTimersByTime(1);
  expect(panel.waits()).toEqual([62, 4.321]);
  jest.advanceTimersByTime(60_000);
  expect(panel.waits()).toEqual([122, 4.321]);
  expect(panel.last().state).toBe(LoadingState.Streaming);
  expect(panel.received).toHaveLength(63);
});

test('the response has whole seconds, too, so that no cell jumps when the channel takes over', () => {
  const panel = watch({ data: [conversationsFrame(noon + 300, noon - 61_500, stream)] });
  expect(panel.waits()).toEqual([61, 4.321]);
});

test('what was sent is never changed, and fields that do not run stay the same objects', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  const before = panel.frame();
  const values = [...(before.fields[1]?.values ?? [])];
  jest.advanceTimersByTime(1000);
  expect(panel.frame()).not.toBe(before);
  expect(before.fields[1]?.values).toEqual(values);
  expect(panel.frame().fields[1]).not.toBe(before.fields[1]);
  expect(panel.frame().fields[0]).toBe(before.fields[0]);
});

test('what Grafana has computed of the values of a second, such as their sum, is not kept for the next', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  panel.frame().fields[1]!.state = { calcs: { sum: 1 } };
  jest.advanceTimersByTime(1000);
  expect(panel.frame().fields[1]?.state).toBeUndefined();
});

test('rows come and go with the frames of the channel', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  jest.advanceTimersByTime(2000);
  const emptied = conversationsFrame(noon + 2000, null);
  panel.live.send({ ...emptied, length: 0, fields: emptied.fields.map((field) => ({ ...field, values: [] })) });
  expect(panel.frame()).toMatchObject({ length: 0, refId: 'A' });
  const count = panel.received.length;
  jest.advanceTimersByTime(5000);
  expect(panel.received).toHaveLength(count);
});

test('frames without a channel stay the same objects', () => {
  const other: DataFrame = { refId: 'B', fields: [], length: 0 };
  const panel = watch({ data: [other, conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  jest.advanceTimersByTime(3000);
  expect(panel.frame(0)).toBe(other);
  expect(panel.frame(1).fields[1]?.values).toEqual([8, 4.321]);
});

test.each([
  ['without a channel', undefined, true],
  ['where there is no Grafana Live', stream, false],
])('a response %s is all there is, with the exact values and without the times behind them', (_, named, isLive) => {
  const sent = conversationsFrame(noon, noon - 5300, named);
  const panel = watch({ data: [sent] }, { isLive });
  expect(panel.received).toEqual([{ data: [{ ...sent, fields: sent.fields.slice(0, 2) }] }]);
  expect(panel.live.opened).toEqual([]);
  expect(panel.subscription.closed).toBe(true);
});

test('two panels, one of which got its frame late, change at the same moment to the same values', () => {
  const live = new FakeLive();
  const clock = new ServerClock();
  const first = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] }, { live, clock });
  jest.advanceTimersByTime(400);
  // Made 400 ms ago.
  const second = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] }, { live, clock });
  live.send(conversationsFrame(noon, noon - 5000));
  jest.advanceTimersByTime(599);
  expect([first.waits(), second.waits()]).toEqual([
    [5, 4.321],
    [5, 4.321],
  ]);
  jest.advanceTimersByTime(1);
  expect([first.waits(), second.waits()]).toEqual([
    [6, 4.321],
    [6, 4.321],
  ]);
});

test('a start in the future, of a clock that differs, is no negative time', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon + 2500, stream)] });
  panel.live.send(conversationsFrame(noon, noon + 2500));
  expect(panel.waits()).toEqual([0, 4.321]);
  jest.advanceTimersByTime(4000);
  expect(panel.waits()).toEqual([1, 4.321]);
});

test('a page that is hidden does not count, and is right at once when it is shown', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  hidePage(true);
  const count = panel.received.length;
  jest.advanceTimersByTime(30_000);
  expect(panel.received).toHaveLength(count);
  hidePage(false);
  expect(panel.waits()).toEqual([35, 4.321]);
});

test('nothing runs on after a panel has left', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  panel.subscription.unsubscribe();
  expect(panel.live.subscribers).toBe(0);
  expect(jest.getTimerCount()).toBe(0);
});

test('after a long silence the table stands still and says since when, and goes on with the next frame', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  jest.advanceTimersByTime(76_000);
  const notices = () => panel.frame().meta?.notices ?? [];
  expect(notices().map(({ text }) => text)).toEqual([expect.stringMatching(/^No live updates since 12:00:00\./)]);
  expect(panel.last().state).toBe(LoadingState.Done);
  const count = panel.received.length;
  jest.advanceTimersByTime(10_000);
  expect(panel.received).toHaveLength(count);
  panel.live.send(conversationsFrame(noon + 86_000, noon - 5000));
  expect(panel.last().state).toBe(LoadingState.Streaming);
  expect(panel.waits()).toEqual([91, 4.321]);
  expect(notices()).toEqual([]);
});

test('the last frame of a channel that was silent long before the response does not replace it', () => {
  const response = { data: [conversationsFrame(noon + 100_000, noon, stream)] };
  const panel = watch(response);
  panel.live.setState(LiveChannelConnectionState.Connected, conversationsFrame(noon, noon));
  jest.advanceTimersByTime(5000);
  expect(panel.received).toEqual([{ data: [shown(response.data[0]!)] }]);
});

test('the frame that Grafana keeps of a channel, or gets with the subscription, is shown at once', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.setState(LiveChannelConnectionState.Connected, conversationsFrame(noon, noon - 5000));
  expect(panel.waits()).toEqual([5, 4.321]);
});

test('a channel that ends leaves its last frame and says so, and is opened again later', () => {
  const panel = watch({ data: [conversationsFrame(noon, noon - 5000, stream)] });
  panel.live.send(conversationsFrame(noon, noon - 5000));
  panel.live.setState(LiveChannelConnectionState.Disconnected);
  expect(panel.frame().meta?.notices).toHaveLength(1);
  expect(panel.live.subscribers).toBe(0);
  const count = panel.received.length;
  jest.advanceTimersByTime(29_000);
  expect(panel.received).toHaveLength(count);
  jest.advanceTimersByTime(1000);
  expect(panel.live.subscribers).toBe(1);
  panel.live.send(conversationsFrame(noon + 30_000, noon - 5000));
  expect(panel.waits()).toEqual([35, 4.321]);
});

test('a viewer who may not follow the channel keeps the response', () => {
  const response = { data: [conversationsFrame(noon, noon - 5000, stream)] };
  const panel = watch(response);
  panel.live.setState(LiveChannelConnectionState.Disconnected);
  jest.advanceTimersByTime(5000);
  expect(panel.received).toEqual([{ data: [shown(response.data[0]!)] }]);
});

test.each([
  undefined,
  {},
  { now: 'soon', stream },
  { now: noon, stream: { path: 7 } },
  { now: noon, ticking: 'all', stream: null },
])('what the server says beside a frame can be anything: %j', (custom) => {
  const response = { data: [{ refId: 'A', fields: [], length: 0, meta: { custom } }] };
  expect(watch(response).received).toEqual([response]);
});

test('of 200 rows only the fields that run are computed again each second', () => {
  const rows = Array.from({ length: 200 }, (_, row) => row);
  const wide = (now: number) => {
    const frame = conversationsFrame(now, null, stream);
    const [name, wait, since] = frame.fields.map((field) => ({ ...field }));
    return {
      ...frame,
      length: rows.length,
      fields: [
        { ...name!, values: rows.map(String) },
        { ...wait!, values: rows },
        { ...since!, values: rows.map((row) => now - row * 1000) },
      ],
    };
  };
  const panel = watch({ data: [wide(noon)] });
  panel.live.send(wide(noon));
  const [names] = panel.frame().fields;
  jest.advanceTimersByTime(1000);
  expect(panel.waits()).toEqual(rows.map((row) => row + 1));
  expect(panel.frame().fields[0]).toBe(names);
});
