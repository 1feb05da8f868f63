import { render, screen } from '@testing-library/react';

import { person } from '../testing/choose';
import { giveElementsSize } from '../testing/layout';
import { NamesField } from './NamesField';

const names = { options: [{ value: '101', label: 'Sales' }], loading: false };

beforeEach(giveElementsSize);

async function type(text: string): Promise<string[]> {
  let chosen: string[] = [];
  render(
    <NamesField label="Skills" tooltip="" names={names} variables={[]} value={[]} onChange={(ids) => (chosen = ids)} />
  );
  const input = screen.getByLabelText('Skills');
  await person.click(input);
  await person.type(input, text);
  await person.keyboard('{ArrowDown}{Enter}');
  return chosen;
}

test('a name that is typed and taken as it is stands for its id', async () => {
  expect(await type('sales')).toEqual(['101']);
});

test('an id or a variable that is typed stays as it is', async () => {
  expect(await type('4711')).toEqual(['4711']);
});
