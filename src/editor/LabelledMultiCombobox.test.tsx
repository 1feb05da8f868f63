import { act, render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { flushSync } from 'react-dom';

import { mockElementSizes } from '../testing/elementSizes';
import { LabelledMultiCombobox } from './LabelledMultiCombobox';

/** Whether React does for a test at once what in a browser takes several tasks. */
function setAtOnce(isOn: boolean): void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: isOn });
}

beforeEach(mockElementSizes);
afterEach(() => setAtOnce(true));

const setText = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

/** Presses a key, with which a browser does nothing more where the page says so. */
function press(input: HTMLInputElement, key: string): void {
  const isLeft = input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  if (key === 'Tab' && isLeft) {
    input.blur();
  } else if (key.length === 1) {
    setText?.call(input, input.value + key);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

const options = ['Online', 'Away', 'Back soon'].map((label) => ({ value: label.toLowerCase(), label }));

interface Shown {
  chosen: string[];
  /** Draws the field anew at once, as Grafana does where the place of its list changes. */
  draw: () => void;
}

function show(): Shown {
  const shown: Shown = { chosen: [], draw: () => undefined };
  function Field() {
    const [value, setValue] = React.useState<string[]>([]);
    const [, count] = React.useReducer((times: number) => times + 1, 0);
    React.useEffect(() => {
      shown.draw = () => flushSync(count);
    }, []);
    const onChange = (chosen: Array<{ value: string }>) => {
      shown.chosen = chosen.map((one) => one.value);
      setValue(shown.chosen);
    };
    return (
      <LabelledMultiCombobox id="a" label="Status" width={20} createCustomValue {...{ options, value, onChange }} />
    );
  }
  render(<Field />);
  return shown;
}

/** Types into a field while the page is busy, so that no task comes between one key and the next. */
async function typeOnBusyPage(text: string, ...keys: string[]): Promise<Shown> {
  const shown = show();
  const input = screen.getByRole<HTMLInputElement>('combobox');
  act(() => input.focus());
  setAtOnce(false);
  for (const key of [...text, ...keys]) {
    press(input, key);
    // What a browser does after each event.
    await Promise.resolve();
    shown.draw();
  }
  return shown;
}

test('no letter is lost', async () => {
  await typeOnBusyPage('Back soon');
  await waitFor(() => expect(screen.getByRole('combobox')).toHaveValue('Back soon'));
});

test('Enter chooses what was searched for', async () => {
  const shown = await typeOnBusyPage('Back s', 'ArrowDown', 'ArrowDown', 'Enter');
  await waitFor(() => expect(shown.chosen).toEqual(['back soon']));
});

test('an id is the one that was typed, and chosen before the field is left', async () => {
  const shown = await typeOnBusyPage('4711', 'ArrowDown', 'Enter', 'Tab');
  await waitFor(() => expect(shown.chosen).toEqual(['4711']));
});
