import type { ConsoleMessage, Page } from '@playwright/test';

/** What the console and the page say from now on of errors, those left out that are not ours. */
export function watchErrors(
  page: Page,
  isOurs: (message: ConsoleMessage) => boolean = () => true,
  isOursToo: (error: Error) => boolean = () => true
): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && isOurs(message)) {
      errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => isOursToo(error) && errors.push(String(error)));
  return errors;
}
