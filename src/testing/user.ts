import { screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';

/** A simulated user. Pointer events are not checked, because jsdom has no layout. */
export const user: UserEvent = userEvent.setup({ pointerEventsCheck: 0 });

/** Opens the dropdown of a field and returns its options. */
export async function openOptions(field: string | RegExp): Promise<HTMLElement[]> {
  await user.click(screen.getByLabelText(field));
  return screen.findAllByRole('option', { hidden: true });
}

/** Clicks the option whose text, with its description, matches. Throws if there is none. */
export async function selectOption(options: HTMLElement[], text: RegExp): Promise<void> {
  const option = options.find(({ textContent }) => text.test(textContent ?? ''));
  if (!option) {
    throw new Error(`No option matches ${String(text)}.`);
  }
  await user.click(option);
}
