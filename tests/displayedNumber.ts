import type { Locator } from '@playwright/test';

/** Parses a number as formatted by a panel, with or without commas; NaN if there is none. */
export const parseNumber = (text: string | undefined): number => (text ? Number(text.replaceAll(',', '')) : NaN);

/** The number that a stat panel shows below a name. */
export async function displayedNumber(panel: Locator, name: string): Promise<number> {
  const text = await panel.innerText();
  return parseNumber(new RegExp(`${name}\\s+([\\d,]+)`).exec(text)?.[1]);
}
