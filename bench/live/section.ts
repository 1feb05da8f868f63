import { sum, sumBy } from 'lodash';

import { formatNumber, formatPercent, formatTime, median, ratio, table } from '../format';
import type { Live } from './measureLive';
import { type Screen, shownRows } from './screen';
import type { Watched } from './subscribers';

/** What the section about live sessions is called. */
export const liveHeading = '## Live sessions';

const perMinute = (count: number, seconds: number) => formatNumber((count / seconds) * 60);
const range = ({ least, most }: { least: number; most: number }) =>
  least === most ? formatNumber(least) : `${formatNumber(least)} to ${formatNumber(most)}`;

const watchedTable = (watched: Watched[]) =>
  table(
    ['subscribers of Live sessions', 'calls a minute', 'of these searches', 'frames to each', 'a frame', 'same table'],
    watched.map(({ subscribers, seconds, calls, frames, bytes, compared, same }) => [
      String(subscribers),
      perMinute(calls.total ?? 0, seconds),
      perMinute(calls.interactions ?? 0, seconds),
      range(frames),
      `${formatNumber(bytes / 1000)} kB`,
      `${same} of ${compared} times`,
    ])
  );

type ScreenRow = [name: string, value: (screen: Screen) => number, format: (value: number) => string];

const percent = (share: number) => `${formatNumber(share * 100)}%`;

const screenRows: ScreenRow[] = [
  ['main thread, of the time', ({ task }) => task, percent],
  ['scripts', ({ script }) => script, percent],
  ['layout', ({ layout }) => layout, percent],
  ['styles', ({ style }) => style, percent],
  ['frames per second', ({ framesPerSecond }) => framesPerSecond, formatNumber],
  ['longest time between two frames', ({ longestGap }) => longestGap, formatTime],
];

const screenTable = ({ live, still }: Live['screens']) =>
  table(
    [`a table of ${shownRows} rows, median of ${live.length}`, 'without Grafana Live', 'with it, each second', 'ratio'],
    screenRows.map(([name, value, format]) => {
      const [counting, standing] = [median(live.map(value)), median(still.map(value))];
      return [name, format(standing), format(counting), ratio(counting, standing)];
    })
  );

const listingTable = (listings: Live['listings']) =>
  table(
    ['open conversations', 'searches, first', 'a refresh, median', 'a refresh, at most', 'a minute'],
    listings.map(({ open, first, refreshes, every }) => [
      formatNumber(open),
      formatNumber(first),
      formatNumber(median(refreshes)),
      formatNumber(Math.max(...refreshes)),
      perMinute(sum(refreshes), (refreshes.length * every) / 1000),
    ])
  );

/** The section of the page about performance that is about live sessions, in Markdown. */
export function liveSection({ watched, screens, screenSeconds, listings, grafana, browser }: Live): string {
  const [{ seconds = 0, rows } = {}] = watched;
  const sameShare = sumBy(watched, 'same') / sumBy(watched, 'compared');
  return [
    liveHeading,
    `All viewers of a table of open conversations share one stream, and all streams one list. Each row here is ${seconds / 60} minutes in Grafana ${grafana}, with a contact center of its own and a rush in the middle third${rows ? ` (${range(rows)} rows)` : ''}. Every few seconds, the tables of all subscribers are compared: the same in ${formatPercent(sameShare)}. The table that each gets as it subscribes is as of that moment, so they can differ until the first frame.`,
    watchedTable(watched),
    `In the browser, waits and durations count each second. What that takes, in Chromium ${browser} without a graphics processor, over ${screenSeconds} s in which the dashboard refreshes as usual, by the browser's own counters:`,
    screenTable(screens),
    `What a list of open conversations costs LivePerson depends on their number, not on panels, filters or viewers. A search returns up to 100 conversations. Of more than that, a refresh requests only what changed, and everything at least every five minutes; of more than the list may have (500 by default), it requests the list and those in queues each time. Refreshes here are ${formatNumber((listings[0]?.every ?? 0) / 1000)} s apart.`,
    listingTable(listings),
  ].join('\n\n');
}

/** A page with a section in place of the one of the same heading, or before the last section if it has none. */
export function replaceSection(page: string, section: string): string {
  const [heading = ''] = section.split('\n');
  const sections = page.split(/^(?=## )/m);
  const place = sections.findIndex((one) => one.startsWith(`${heading}\n`));
  const at = place < 0 ? sections.length - 1 : place;
  sections.splice(at, place < 0 ? 0 : 1, `${section.trimEnd()}\n\n`);
  return sections.join('');
}

/** The section of a page with this heading; empty if there is none. */
export const readSection = (page: string, heading: string) =>
  page.split(/^(?=## )/m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
