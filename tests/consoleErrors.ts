import type { ConsoleMessage, Page } from '@playwright/test';

/** What the console and the page say from now on of errors, those left out that are not ours. */
export function recordErrors(
  page: Page,
  isRelevant: (message: ConsoleMessage) => boolean = () => true,
  isRelevantError: (error: Error) => boolean = () => true
): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && isRelevant(message)) {
      errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => isRelevantError(error) && errors.push(String(error)));
  return errors;
}
