import { test as grafanas } from '@grafana/plugin-e2e';
import type { ConsoleMessage } from '@playwright/test';

export { expect } from '@grafana/plugin-e2e';

const plugin = 'kmm-liveperson-datasource';

const isOurs = (message: ConsoleMessage) => `${message.location().url} ${message.text()}`.includes(plugin);

interface Watched {
  /** What went wrong in the browser through the plugin; it fails the test in the end. */
  errors: string[];
}

/** A test in Grafana, in which the plugin must not write any error to the console. */
export const test = grafanas.extend<Watched>({
  // plugin-e2e keeps a second page open, before which a browser lets this one draw once a second.
  page: async ({ page }, use) => {
    const others = page
      .context()
      .pages()
      .filter((one) => one !== page);
    await Promise.all(others.map((one) => one.close()));
    await page.bringToFront();
    await use(page);
  },
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && isOurs(message) && errors.push(message.text()));
      page.on('pageerror', (error) => String(error.stack).includes(plugin) && errors.push(String(error)));
      await use(errors);
      grafanas.expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});
