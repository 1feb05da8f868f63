import { liveSection, liveHeading, readSection, replaceSection } from './section';
import type { Live } from './measureLive';
import type { Screen } from './screen';
import { isSame, type Watched } from './subscribers';

const watched = (subscribers: number, searches: number): Watched => ({
  ...{ subscribers, seconds: 300, calls: { total: searches + 5, interactions: searches }, compared: 60, same: 59 },
  ...{ frames: { least: 10, most: 11 }, bytes: 12_300, rows: { least: 90, most: 150 } },
});
const screen = (task: number): Screen => ({
  ...{ task, script: task / 2, layout: 0.01, style: 0.01, framesPerSecond: 60, longestGap: 40 },
});
const live: Live = {
  watched: [watched(1, 15), watched(50, 15)],
  screens: { live: [0.05, 0.09, 0.06].map(screen), still: [0.02, 0.03, 0.01].map(screen) },
  screenSeconds: 60,
  listings: [{ open: 299, first: 3, refreshes: [1, 1, 4], every: 30_000 }],
  grafana: '12.3.0',
  browser: '140.0',
};

it('says calls a minute of one and of many, medians of screens, and searches of lists', () => {
  const text = liveSection(live);
  expect(text).toContain('| 1 | 4 | 3 | 10 to 11 | 12.3 kB | 59 of 60 times |');
  expect(text).toContain('| 50 | 4 | 3 | 10 to 11 | 12.3 kB | 59 of 60 times |');
  expect(text).toContain('| main thread, of the time | 2% | 6% | 3 × |');
  expect(text).toContain('| 299 | 3 | 1 | 4 | 4 |');
});

it('replaces the section of a page, or adds it before the last one', () => {
  const page = '# Performance\n\ntext\n\n## Every size\n\nsizes\n\n## Run it yourself\n\nhow\n';
  const added = replaceSection(page, `${liveHeading}\n\nold`);
  expect(added).toBe(page.replace('## Run', `${liveHeading}\n\nold\n\n## Run`));
  expect(readSection(added, liveHeading)).toBe(`${liveHeading}\n\nold\n\n`);
  expect(replaceSection(added, `${liveHeading}\n\nnew`)).toBe(added.replace('old', 'new'));
  expect(readSection(page, liveHeading)).toBe('');
});

it('compares tables of the same time, and lets one frame be on its way', () => {
  const table = (madeAt: number, cells: string) => ({ madeAt, cells, rows: 1 });
  expect(isSame([table(1, 'a'), table(1, 'a'), table(2, 'b')])).toBe(true);
  expect(isSame([table(1, 'a'), table(1, 'b')])).toBe(false);
  expect(isSame([table(1, 'a'), table(2, 'a'), table(3, 'a')])).toBe(false);
  expect(isSame([table(1, 'a'), undefined])).toBe(false);
});
