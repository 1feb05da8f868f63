import { expect, type Locator, type Page, test as playwrights } from '@playwright/test';

import { QueryResponses } from '../queryResponses';
import { recordErrors } from '../consoleErrors';
import { type PanelQuery, recordQueries } from '../queries';

export { expect } from '@playwright/test';

interface Fixtures {
  /** The errors that a test causes on purpose; any other fails it. */
  expectedErrors: RegExp;
  /** The queries that the page sends. */
  queries: PanelQuery[];
  /** The responses to its queries. */
  responses: QueryResponses;
}

/** Records the hosts that the page requests, except for the pictures of agents: these are where LivePerson has them. */
function recordHosts(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => {
    const { protocol, host, pathname } = new URL(request.url());
    const isPicture = request.resourceType() === 'image' && pathname.startsWith('/pictures/');
    if (protocol.startsWith('http') && !isPicture) {
      hosts.add(host);
    }
  });
  return hosts;
}

/** A test in the preview, which fails on console errors and on requests to other hosts. */
export const test = playwrights.extend<Fixtures>({
  expectedErrors: [/^$/, { option: true }],
  page: async ({ page, baseURL, expectedErrors }, provide) => {
    const errors = recordErrors(page);
    const hosts = recordHosts(page);
    await provide(page);
    expect(errors.filter((error) => !expectedErrors.test(error))).toEqual([]);
    expect([...hosts]).toEqual([new URL(baseURL ?? '').host]);
  },
  queries: async ({ page }, provide) => provide(recordQueries(page)),
  responses: async ({ page }, provide) => provide(new QueryResponses(page)),
});

/** Opens a dashboard. */
export async function open(page: Page, uid: string): Promise<void> {
  await page.goto(`/d/${uid}`);
  await page.locator('[data-viz-panel-key]').first().waitFor();
}

/** A panel by its title, also behind an open editor. */
export function panel(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true, includeHidden: true });
}

/** The rendered rows of a panel's table, the header first; also behind an open editor. */
export const rowsIn = (page: Page, title: string): Locator =>
  panel(page, title).getByRole('row', { includeHidden: true });

/** The cells of the column with this heading in the rendered rows, without the header. */
export async function columnIn(page: Page, title: string, heading: string): Promise<string[]> {
  const [headings = [], ...rows] = await rowsIn(page, title).evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))
  );
  return rows.map((row) => row[headings.indexOf(heading)] ?? '');
}

/** Opens a panel's menu. */
export async function openMenu(page: Page, title: string): Promise<void> {
  await panel(page, title).hover();
  await page.getByTestId(`data-testid Panel menu ${title}`).click();
  await page.getByRole('menuitem').first().waitFor();
}

/** Opens a panel's menu and selects an item. */
export async function selectMenuItem(page: Page, title: string, entry: string): Promise<void> {
  await openMenu(page, title);
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Opens the plugin's query editor for a panel. */
export async function editQuery(page: Page, title: string): Promise<Locator> {
  await selectMenuItem(page, title, 'Edit query');
  const editor = page.getByRole('dialog');
  await editor.getByRole('combobox', { name: 'KPIs' }).waitFor();
  return editor;
}

/** Selects a value of one of the dashboard's variables. */
export async function selectValue(page: Page, variable: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: variable, exact: true }).fill(value);
  await page.getByRole('option', { name: value, exact: true }).click();
  await page.keyboard.press('Tab');
}
