import { render, screen } from '@testing-library/react';

import { user } from '../testing/user';
import { mockElementSizes } from '../testing/elementSizes';
import { EntityField } from './EntityField';

const entities = { options: [{ value: '101', label: 'Sales' }], loading: false };

beforeEach(mockElementSizes);

async function typeAndSelect(text: string): Promise<string[]> {
  let selected: string[] = [];
  render(
    <EntityField
      label="Skills"
      tooltip=""
      entities={entities}
      variables={[]}
      value={[]}
      onChange={(ids) => (selected = ids)}
    />
  );
  const input = screen.getByLabelText('Skills');
  await user.click(input);
  await user.type(input, text);
  await user.keyboard('{ArrowDown}{Enter}');
  return selected;
}

test('a typed name is saved as the id', async () => {
  expect(await typeAndSelect('sales')).toEqual(['101']);
});

test('a typed id or variable is saved unchanged', async () => {
  expect(await typeAndSelect('4711')).toEqual(['4711']);
});
