import type { Locator } from '@playwright/test';

/** Selects the option of a combobox whose text starts with `text`. The list of a multi-select is closed by leaving it. */
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
