import { type Browser, chromium, type Locator, type Page, type Request } from 'playwright-core';

/** The tests of a file, left out where the machine has no Chromium. */
export const inBrowser = process.env.CHROMIUM_PATH ? describe : describe.skip;

/** How long anything on the page may take, in ms: the machine may be small and busy. */
const patience = 20_000;

const size = { viewport: { width: 1920, height: 1600 }, reducedMotion: 'reduce' } as const;

/** So many ms without a request mean that a change has arrived at the panels. */
const quiet = 400;

/** Starts a headless browser. */
export function launch(): Promise<Browser> {
  const args = ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args });
}

/** One person's look at the preview. */
export interface Visit {
  page: Page;
  /** What the console and the page said of errors. */
  errors: string[];
  /** The hosts that the page asked. */
  hosts: Set<string>;
  /** The bodies of the queries that were asked. */
  asked: Array<Record<string, unknown>>;
  /** The requests that wait for an answer. */
  waiting: Set<Request>;
}

/** Opens an address of the preview, such as `/d/liveperson-current`, and waits until its panels have settled. */
export async function visit(browser: Browser, path: string, base = process.env.PREVIEW_URL): Promise<Visit> {
  // One context for all visits, so that the page's code is loaded and compiled once.
  const context = browser.contexts()[0] ?? (await browser.newContext(size));
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const visited: Visit = { page, errors: [], hosts: new Set(), asked: [], waiting: new Set() };
  page.on('console', (message) => message.type() === 'error' && visited.errors.push(message.text()));
  page.on('pageerror', (error) => visited.errors.push(String(error)));
  page.on('requestfinished', (request) => visited.waiting.delete(request));
  page.on('requestfailed', (request) => visited.waiting.delete(request));
  page.on('request', (request) => {
    visited.waiting.add(request);
    const { protocol, host, pathname } = new URL(request.url());
    if (protocol.startsWith('http')) {
      visited.hosts.add(host);
    }
    if (pathname === '/api/ds/query') {
      visited.asked.push(...(request.postDataJSON() as { queries: Visit['asked'] }).queries);
    }
  });
  await page.goto(`${base}${path}`);
  await page.locator('[data-viz-panel-key]').first().waitFor();
  await settled(visited);
  return visited;
}

/** Waits until nothing has been asked or answered for a moment, which is when panels show what was asked. */
export async function settled({ page, asked, waiting }: Visit): Promise<void> {
  const deadline = Date.now() + patience;
  let before = -1;
  while (waiting.size > 0 || asked.length !== before) {
    if (Date.now() > deadline) {
      throw new Error(`The page still waits for ${[...waiting].map((request) => request.url()).join(' and ')}.`);
    }
    before = asked.length;
    await page.waitForTimeout(quiet);
  }
}

/** A panel, by its title; also one that lies behind an open editor. */
export function panel(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true, includeHidden: true });
}

/** Chooses an entry of a panel's menu. */
export async function choose(page: Page, title: string, entry: string): Promise<void> {
  await panel(page, title).hover();
  await page.getByTestId(`data-testid Panel menu ${title}`).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Opens the plugin's query editor for a panel. */
export async function editQuery(page: Page, title: string): Promise<Locator> {
  await choose(page, title, 'Edit query');
  const editor = page.getByRole('dialog');
  await editor.getByRole('combobox', { name: 'KPIs' }).waitFor();
  return editor;
}
