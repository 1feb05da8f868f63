import type { Locator } from '@playwright/test';

/** A number as a panel writes it, with or without commas; NaN where there is none. */
export const parseNumber = (text: string | undefined): number => (text ? Number(text.replaceAll(',', '')) : NaN);

/** The number that a panel of big values shows under a name. */
export async function displayedNumber(panel: Locator, name: string): Promise<number> {
  const text = await panel.innerText();
  return parseNumber(new RegExp(`${name}\\s+([\\d,]+)`).exec(text)?.[1]);
}
