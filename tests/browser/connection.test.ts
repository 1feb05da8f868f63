import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { simulatedAccount } from '../../scripts/account';
import { stopAll } from '../../scripts/children';
import { freePort } from '../../scripts/ports';
import { startPreview } from '../../scripts/preview';
import { root } from '../../scripts/project';
import { isHealthy, waitUntil } from '../../scripts/ready';
import { seriousFindings } from './accessibility';
import { choose, inBrowser, launch, visit, type Visit } from './visit';

const secret = 'simulator-secret';

// A preview of its own: what is saved here would break the others' panels.
inBrowser('The connection editor', () => {
  let browser: Browser;
  let address: string;
  let visited: Visit;

  beforeAll(async () => {
    const port = await freePort(3760);
    address = `http://127.0.0.1:${port}`;
    const log = join(root, '.run', 'browser-connection.log');
    const preview = startPreview(port, simulatedAccount(process.env.SIMULATOR_URL ?? ''), log);
    await waitUntil(preview, () => isHealthy(address), 30);
    browser = await launch();
  });
  beforeEach(async () => {
    visited = await visit(browser, '/d/liveperson-current', address);
    await choose(visited.page, 'Open', 'Edit connection');
  });
  afterEach(() => visited.page.close());
  afterAll(async () => {
    await browser.close();
    await stopAll();
  });

  const editor = () => visited.page.getByRole('dialog');
  const saveAndTest = async () => {
    await editor().getByRole('button', { name: 'Save & test' }).click();
    return editor().getByRole('alert').or(editor().getByRole('status')).innerText();
  };
  const replaceSecret = async (value: string) => {
    await editor().getByRole('button', { name: 'Reset' }).click();
    await editor()
      .getByLabel(/^Client secret/)
      .fill(value);
  };

  it('tests the connection and says what it found', async () => {
    expect(await saveAndTest()).toMatch(/Connected to account 12345678: \d+ open conversations/);
  });

  it('has no serious finding of the accessibility check', async () => {
    expect(await seriousFindings(visited.page, '[role=dialog]')).toEqual([]);
  });

  it('says what is wrong with a wrong secret, and so do the panels', async () => {
    await replaceSecret('not-it');
    expect(await saveAndTest()).toMatch(/client secret/i);
    await editor().getByRole('button', { name: 'Close' }).click();
    await visited.page.getByTestId('data-testid Panel status error').first().waitFor();
  });

  it('saves a secret and never shows it again', async () => {
    const answers: string[] = [];
    // What the page no longer waits for when it is left has no text.
    visited.page.on(
      'response',
      (response) =>
        void response.text().then(
          (text) => answers.push(text),
          () => ''
        )
    );
    await replaceSecret(secret);
    expect(await saveAndTest()).toContain('Connected to account');
    await visited.page.reload();
    await choose(visited.page, 'Open', 'Edit connection');
    expect(
      await editor()
        .getByLabel(/^Client secret/)
        .inputValue()
    ).not.toContain(secret);
    expect(await visited.page.content()).not.toContain(secret);
    expect(answers.filter((text) => text.includes(secret))).toEqual([]);
    expect(answers.length).toBeGreaterThan(5);
  });
});
