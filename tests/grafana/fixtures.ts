import { test as grafanas } from '@grafana/plugin-e2e';
import type { ConsoleMessage, Page } from '@playwright/test';

import { QueryResponses } from '../queryResponses';
import { recordErrors } from '../consoleErrors';
import { type PanelQuery, recordQueries } from '../queries';

export { expect } from '@grafana/plugin-e2e';

const plugin = 'kmm-liveperson-datasource';

function isFromPlugin(message: ConsoleMessage): boolean {
  const { url } = message.location();
  // Grafana looks the plugin up in its public catalogue, which can be unreachable.
  return !url.includes('/api/gnet/') && `${url} ${message.text()}`.includes(plugin);
}

const isHome = ({ pathname }: URL) => pathname === '/';

/** Records errors of the console and the page that come from the plugin. */
export const recordPluginErrors = (page: Page): string[] =>
  recordErrors(page, isFromPlugin, ({ stack }) => String(stack).includes(plugin));

interface Fixtures {
  /** The plugin's errors in the browser; any of them fails the test. */
  errors: string[];
  /** The queries that the page sends. */
  queries: PanelQuery[];
  /** The responses to its queries. */
  responses: QueryResponses;
}

/** A test in Grafana, which fails on console errors of the plugin. */
export const test = grafanas.extend<Fixtures>({
  // plugin-e2e opens the home page twice before each test, to read boot data from its HTML: scripts are not needed.
  context: async ({ context }, provide) => {
    await context.route(isHome, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replace(/<script[^>]* src=/g, '<script data-was='),
      });
    });
    await provide(context);
    await context.unrouteAll({ behavior: 'wait' });
  },
  // plugin-e2e keeps a second page open, and the browser throttles pages in the background.
  page: async ({ page }, provide) => {
    const others = page
      .context()
      .pages()
      .filter((one) => one !== page);
    await Promise.all(others.map((one) => one.close()));
    await page.bringToFront();
    await provide(page);
    // plugin-e2e reads responses to the page's requests, which fails the test once the browser is closed.
    await page.unrouteAll({ behavior: 'wait' });
  },
  errors: [
    async ({ page }, provide) => {
      const errors = recordPluginErrors(page);
      await provide(errors);
      grafanas.expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  queries: async ({ page }, provide) => provide(recordQueries(page)),
  responses: async ({ page }, provide) => provide(new QueryResponses(page)),
});
