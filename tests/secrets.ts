import { expect, type Page } from '@playwright/test';

/** Reloads the page, reopens the editor if needed, and checks that the secret is nowhere in the page or its responses. */
export async function expectNeverShown(page: Page, secret: string, reopen = async () => {}): Promise<void> {
  const bodies: string[] = [];
  // Responses cancelled by the reload have no text.
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
