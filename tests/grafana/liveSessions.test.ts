import { setTimeout as pause } from 'node:timers/promises';

import type { JSHandle, Locator } from '@playwright/test';

import { panelIn } from '../dashboards';
import { panelOf } from '../panelAssertions';
import { expect, recordPluginErrors, test } from './fixtures';
import { type OwnCentre, withOwnCentre } from './ownCentre';
import { findSimulator } from './simulator';

const sales = '2500000101';
const table = panelIn('liveperson-sessions', 'Open conversations');
/** How long values are fresh, in seconds. */
const freshFor = 2;
/** As tables show ids. */
const short = (id: string) => id.slice(0, 8);

/** What a cell showed, in seconds, and when it began to, in ms since 1970. */
interface Shown {
  seconds: number;
  at: number;
}

/** The open conversations of the skill, by the books of the centre. */
async function openIn({ read }: OwnCentre): Promise<string[]> {
  const { conversations } = await read<{ conversations: object }>(`books?skillIds=${sales}`);
  return Object.keys(conversations).map(short);
}

/** Opens conversations that agents have at once, and returns their ids. */
async function openMore(centre: OwnCentre, conversations: number): Promise<string[]> {
  const before = new Set(await openIn(centre));
  await centre.control('backlog', { conversations, skillIds: [sales], assignedShare: 1 });
  return (await openIn(centre)).filter((id) => !before.has(id));
}

/** The ids of the rows that a panel shows. */
const idsIn = (panel: Locator): Promise<string[]> =>
  panel.getByRole('row').evaluateAll((rows) => rows.map((row) => (row.firstElementChild?.textContent ?? '').trim()));

/** Records, from now on, how long an agent has had a conversation, as a panel shows it. */
const recordDuration = (panel: Locator, id: string): Promise<JSHandle<Shown[]>> =>
  panel.evaluateHandle((element, wanted) => {
    const all: Shown[] = [];
    const cells = (row?: Element) => [...(row?.children ?? [])].map((cell) => (cell.textContent ?? '').trim());
    const note = () => {
      const rows = [...element.querySelectorAll('[role="row"]')];
      const text = cells(rows.find((row) => cells(row)[0] === wanted))[cells(rows[0]).indexOf('Duration')];
      const [hours, minutes, rest] = (text ?? '').split(':').map(Number);
      const seconds = (hours! * 60 + minutes!) * 60 + rest!;
      if (Number.isFinite(seconds) && seconds !== all.at(-1)?.seconds) {
        all.push({ seconds, at: Date.now() });
      }
    };
    note();
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    return all;
  }, id);

/** The start of what a cell counts from, by the change of it that was least late, in ms since 1970. */
const startOf = (all: Shown[]): number => Math.min(...all.map(({ seconds, at }) => at - seconds * 1000));

/**
 * How often LivePerson was searched for conversations in some seconds, and how often the list may be refreshed then. Its
 * conversations fit one search.
 */
async function searchesIn({ read, clear }: OwnCentre, seconds: number) {
  const period = () => Math.floor(Date.now() / 1000 / freshFor);
  const first = period();
  await clear('calls');
  await pause(seconds * 1000);
  const { interactions } = await read<{ interactions: number }>('calls');
  return { searches: interactions, refreshes: period() - first + 1 };
}

test('Live sessions counts each second and follows its conversations, on two pages with the searches of one', async ({
  page,
  browser,
  request,
}) => {
  test.skip(!(await findSimulator(request)), 'needs a Grafana that reaches simulators of this machine');
  await withOwnCentre(
    request,
    async (centre) => {
      const address = `/d/liveperson-sessions?var-datasource=${centre.uid}&var-skill=${sales}`;
      const [watched = ''] = await openMore(centre, 2);
      const other = await browser.newPage();
      const errors = recordPluginErrors(other);
      const panels = [page, other].map((one) => panelOf(one, table));
      const expectRows = async (check: (ids: string[]) => void) => {
        for (const panel of panels) {
          await expect(async () => check(await idsIn(panel))).toPass({ timeout: 60_000 });
        }
      };

      await page.goto(address);
      await expect(panels[0]!).toContainText(watched);
      const alone = await searchesIn(centre, 20);
      expect(alone.searches).toBeGreaterThan(0);
      expect(alone.searches).toBeLessThanOrEqual(alone.refreshes);

      await other.goto(address);
      await expect(panels[1]!).toContainText(watched);
      const recordings = await Promise.all(panels.map((panel) => recordDuration(panel, watched)));
      const together = await searchesIn(centre, 20);
      expect(together.searches).toBeGreaterThan(0);
      expect(together.searches).toBeLessThanOrEqual(together.refreshes);
      await expect(async () => {
        const latest = (await Promise.all(recordings.map((one) => one.jsonValue()))).map((all) => all.slice(-5));
        for (const [first, ...rest] of latest) {
          expect(rest.map(({ seconds }) => seconds - first!.seconds)).toEqual([1, 2, 3, 4]);
        }
        const [one, another] = latest.map(startOf);
        expect(Math.abs(one! - another!)).toBeLessThan(1000);
      }).toPass({ timeout: 60_000 });

      const more = await openMore(centre, 4);
      await expectRows((ids) => expect(ids).toEqual(expect.arrayContaining(more)));
      await centre.clear('backlog');
      const open = await openIn(centre);
      const closed = [watched, ...more].filter((id) => !open.includes(id));
      expect(closed.length).toBeGreaterThan(3);
      await expectRows((ids) => expect(ids.filter((id) => closed.includes(id))).toEqual([]));
      expect(errors).toEqual([]);
      await other.close();
    },
    // So few agents that the conversations of a skill fit the first page of the table.
    { options: { freeze: false, agents: 12 }, settings: { freshFor } }
  );
});
