import type { DataQueryRequest } from '@grafana/data';
import { render } from '@testing-library/react';
import React from 'react';
import { firstValueFrom } from 'rxjs';

import type { Backend } from '../resources';
import { openList, pick } from '../testing/choose';
import { giveElementsSize } from '../testing/layout';
import { readVariableQuery, type VariableQuery } from './model';
import { KmmVariableSupport } from './support';
import { VariableEditor } from './VariableEditor';

const lists: Record<string, unknown> = {
  skills: [{ id: '101', name: 'Sales' }],
  groups: [{ id: '-1', name: 'Main group' }],
};
const backend: Backend = { getResource: async <T,>(path: string) => lists[path] as T };

async function values(saved: unknown): Promise<unknown> {
  const { query } = new KmmVariableSupport(backend);
  const answer = await firstValueFrom(query({ targets: [saved] } as DataQueryRequest<VariableQuery>));
  return answer.data;
}

test('a variable lists names, with ids as values', async () => {
  expect(await values({ refId: 'skills', kind: 'skills' })).toEqual([{ text: 'Sales', value: '101' }]);
  expect(await values({ refId: 'groups', kind: 'groups' })).toEqual([{ text: 'Main group', value: '-1' }]);
});

test('a list that cannot be loaded fails the variable', async () => {
  const broken: Backend = { getResource: () => Promise.reject(new Error('no token')) };
  const { query } = new KmmVariableSupport(broken);
  const request = { targets: [{ refId: 'A', kind: 'skills' }] } as unknown as DataQueryRequest<VariableQuery>;
  await expect(firstValueFrom(query(request))).rejects.toThrow('no token');
});

test.each([undefined, null, '', 'skills', {}, { kind: 'agents' }])('the saved query %j lists skills', (saved) => {
  expect(readVariableQuery(saved).kind).toBe('skills');
});

test('the editor saves the chosen kind', async () => {
  giveElementsSize();
  const onChange = jest.fn();
  const props = { query: { refId: 'A', kind: 'skills' }, onChange } as unknown as React.ComponentProps<
    typeof VariableEditor
  >;
  render(<VariableEditor {...props} />);
  await pick(await openList(/^List/), /Agent groups/);
  expect(onChange).toHaveBeenCalledWith({ refId: 'A', kind: 'groups' });
});
