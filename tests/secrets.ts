import { expect, type Page } from '@playwright/test';

/** Loads the page anew, brings the editor back where it has to be opened, and finds the secret nowhere. */
export async function expectNeverShown(page: Page, secret: string, reopen = async () => {}): Promise<void> {
  const bodies: string[] = [];
  // What the page no longer waits for when it is left has no text.
  page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => bodies.push(text),
        () => 0
      )
  );
  await page.reload();
  await reopen();
  const field = page.getByLabel(/^Client secret/);
  await expect(field).toBeDisabled();
  expect(await field.inputValue()).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  await expect.poll(() => bodies.length).toBeGreaterThan(5);
  expect(bodies.filter((text) => text.includes(secret))).toEqual([]);
}
