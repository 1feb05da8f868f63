import type { Locator } from '@playwright/test';

/** Finds an option of a field by what it says first, and chooses it; a list of several stays open until it is left. */
export async function selectOption(editor: Locator, field: string, text: string): Promise<void> {
  const box = editor.getByRole('combobox', { name: field, exact: true });
  await box.fill(text);
  const options = editor.page().getByRole('option');
  await options
    .filter({ hasText: new RegExp(`^${text}`) })
    .first()
    .click();
  await box.press('Tab');
}
