import type { ConsoleMessage, Page } from '@playwright/test';

/** Records errors of the console and the page, those that are relevant. */
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
