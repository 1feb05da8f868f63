import type { Page } from '@playwright/test';

import { simulatedAccount } from '../../scripts/account';
import { seriousFindings } from '../accessibility';
import { expectNeverShown } from '../secrets';
import { expect, open, selectMenuItem, test } from './fixtures';
import { editablePreview } from './servers';

const { LP_CLIENT_SECRET: clientSecret } = simulatedAccount('');

// A separate preview, because settings saved here would break the panels of other tests.
test.use({ baseURL: editablePreview });

const editorOf = (page: Page) => page.getByRole('dialog');

async function openEditor(page: Page): Promise<void> {
  await selectMenuItem(page, 'Open', 'Edit connection');
}

async function replaceSecret(page: Page, value: string): Promise<void> {
  await editorOf(page).getByRole('button', { name: 'Reset' }).click();
  await editorOf(page)
    .getByLabel(/^Client secret/)
    .fill(value);
}

async function saveAndExpect(page: Page, said: RegExp): Promise<void> {
  await editorOf(page).getByRole('button', { name: 'Save & test' }).click();
  await expect(editorOf(page).getByRole('alert').or(editorOf(page).getByRole('status'))).toContainText(said);
}

test.describe('The connection editor', () => {
  test.beforeEach(async ({ page }) => {
    const [saved] = (await (await page.request.get('/api/datasources')).json()) as Array<{ uid: string }>;
    const data = { ...saved, secureJsonData: { clientSecret } };
    expect((await page.request.put(`/api/datasources/uid/${saved?.uid}`, { data })).ok()).toBe(true);
    await open(page, 'liveperson-current');
    await openEditor(page);
  });

  test('tests the connection and shows the result', async ({ page }) => {
    await saveAndExpect(page, /Connected to account 12345678: \d+ open conversations/);
  });

  test('has no serious accessibility finding', async ({ page }) => {
    await expect(editorOf(page).getByLabel(/^Client secret/)).toBeVisible();
    expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  });

  test('saves a secret without showing it again', async ({ page }) => {
    await replaceSecret(page, clientSecret);
    await saveAndExpect(page, /Connected to account/);
    await expectNeverShown(page, clientSecret, () => openEditor(page));
  });

  test.describe('with a wrong secret', () => {
    // The queries of panels and variables fail.
    test.use({ expectedErrors: /the server responded with a status of (400|502)|LivePerson's token service/ });

    test('shows the error, and so do the panels', async ({ page }) => {
      await replaceSecret(page, 'not-it');
      await saveAndExpect(page, /client secret/i);
      await editorOf(page).getByRole('button', { name: 'Close' }).click();
      await expect(page.getByTestId('data-testid Panel status error').first()).toBeVisible();
    });
  });
});
