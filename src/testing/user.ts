import { screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';

/** A person at the keyboard and mouse; that nothing lies above what is clicked is not looked into, as nothing is laid out. */
export const user: UserEvent = userEvent.setup({ pointerEventsCheck: 0 });

/** Opens the drop-down list of a field and answers its options. */
export async function openOptions(field: string | RegExp): Promise<HTMLElement[]> {
  await user.click(screen.getByLabelText(field));
  return screen.findAllByRole('option', { hidden: true });
}

/** Clicks the option whose text, its description included, fits. Throws when there is none. */
export async function selectOption(options: HTMLElement[], text: RegExp): Promise<void> {
  const option = options.find(({ textContent }) => text.test(textContent ?? ''));
  if (!option) {
    throw new Error(`No option fits ${String(text)}.`);
  }
  await user.click(option);
}
