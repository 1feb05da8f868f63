import type { DataQueryRequest } from '@grafana/data';
import { render } from '@testing-library/react';
import React from 'react';
import { firstValueFrom } from 'rxjs';

import type { Backend } from '../resources';
import { openOptions, selectOption } from '../testing/user';
import { mockElementSizes } from '../testing/elementSizes';
import { readVariableQuery, type VariableQuery } from './model';
import { KmmVariableSupport } from './support';
import { VariableEditor } from './VariableEditor';

const lists: Record<string, unknown> = {
  skills: [{ id: '101', name: 'Sales' }],
  groups: [
    { id: '-1', name: 'Main group' },
    { id: '12', name: 'Sales', parentId: '-1' },
    { id: '13', name: 'Evening', parentId: '12' },
  ],
  agents: [{ id: '5001', name: 'Ana' }],
};
const backend: Backend = { getResource: async <T,>(path: string) => lists[path] as T };

async function listValues(saved: unknown): Promise<unknown> {
  const { query } = new KmmVariableSupport(backend);
  const response = await firstValueFrom(query({ targets: [saved] } as DataQueryRequest<VariableQuery>));
  return response.data;
}

test('a variable lists entities by name, with ids as values', async () => {
  expect(await listValues({ refId: 'skills', kind: 'skills' })).toEqual([{ text: 'Sales', value: '101' }]);
  expect(await listValues({ refId: 'agents', kind: 'agents' })).toEqual([{ text: 'Ana', value: '5001' }]);
});

test('an agent group is listed with its parent groups', async () => {
  expect(await listValues({ refId: 'groups', kind: 'groups' })).toEqual([
    { text: 'Main group', value: '-1' },
    { text: 'Sales', value: '12' },
    { text: 'Sales / Evening', value: '13' },
  ]);
});

test('entries of one name are told apart by id', async () => {
  const named: Record<string, unknown> = {
    skills: ['101', '102'].map((id) => ({ id, name: 'Sales' })),
    agents: [
      { id: '5001', name: 'Ana' },
      { id: '5002', name: 'Ana' },
      { id: '5003', name: 'Ben' },
    ],
    groups: [
      { id: '12', name: 'Sales' },
      { id: '13', name: 'Late', parentId: '12' },
      { id: '14', name: 'Late', parentId: '12' },
      { id: '15', name: 'Late' },
    ],
  };
  const texts = async (kind: string) => {
    const { query } = new KmmVariableSupport({ getResource: async <T,>(path: string) => named[path] as T });
    const request = { targets: [{ refId: kind, kind }] } as unknown as DataQueryRequest<VariableQuery>;
    return (await firstValueFrom(query(request))).data.map(({ text }: { text: string }) => text);
  };
  expect(await texts('skills')).toEqual(['Sales (101)', 'Sales (102)']);
  expect(await texts('agents')).toEqual(['Ana (5001)', 'Ana (5002)', 'Ben']);
  expect(await texts('groups')).toEqual(['Sales', 'Sales / Late (13)', 'Sales / Late (14)', 'Late']);
});

test('channels and states are listed in words, with the names of LivePerson as values', async () => {
  expect(await listValues({ kind: 'channels' })).toEqual(
    expect.arrayContaining([
      { text: 'Web', value: 'SHARK' },
      { text: 'WhatsApp Business', value: 'WhatsApp Business' },
    ])
  );
  expect(await listValues({ kind: 'states' })).toEqual([
    { text: 'Queued', value: 'QUEUED' },
    { text: 'Active', value: 'ACTIVE' },
  ]);
});

test('KPIs of one label are told apart by id', async () => {
  const listed = (await listValues({ kind: 'kpis' })) as Array<{ text: string }>;
  expect(new Set(listed.map(({ text }) => text)).size).toBe(listed.length);
});

test('a variable lists all KPIs, or those of a row kind', async () => {
  const status = { text: 'Status', value: 'agent_current_status' };
  const open = { text: 'Open', value: 'open_conversations' };
  expect(await listValues({ kind: 'kpis' })).toEqual(expect.arrayContaining([status, open]));
  expect(await listValues({ kind: 'kpis', rows: 'agent' })).toContainEqual(status);
  expect(await listValues({ kind: 'kpis', rows: 'agent' })).not.toContainEqual(open);
});

test('a variable fails if its list cannot be loaded', async () => {
  const broken: Backend = { getResource: () => Promise.reject(new Error('no token')) };
  const { query } = new KmmVariableSupport(broken);
  const request = { targets: [{ refId: 'A', kind: 'skills' }] } as unknown as DataQueryRequest<VariableQuery>;
  await expect(firstValueFrom(query(request))).rejects.toThrow('no token');
});

test.each([undefined, null, '', 'skills', {}, { kind: 'teams' }])('the saved query %j lists skills', (saved) => {
  expect(readVariableQuery(saved).kind).toBe('skills');
});

beforeEach(mockElementSizes);

test('the editor saves the selected list', async () => {
  const onChange = jest.fn();
  const props = { query: { refId: 'A', kind: 'skills' }, onChange } as unknown as React.ComponentProps<
    typeof VariableEditor
  >;
  render(<VariableEditor {...props} />);
  await selectOption(await openOptions(/^List/), /Agent groups/);
  expect(onChange).toHaveBeenCalledWith({ refId: 'A', kind: 'groups' });
});

test('the rows of a KPI list are saved, and dropped for other lists', async () => {
  const onChange = jest.fn();
  const props = { query: { refId: 'A', kind: 'kpis', rows: 'skill' }, onChange } as unknown as React.ComponentProps<
    typeof VariableEditor
  >;
  render(<VariableEditor {...props} />);
  await selectOption(await openOptions(/^Rows/), /^Agent$/);
  expect(onChange).toHaveBeenLastCalledWith({ refId: 'A', kind: 'kpis', rows: 'agent' });
  await selectOption(await openOptions(/^List/), /^Skills/);
  expect(onChange).toHaveBeenLastCalledWith({ refId: 'A', kind: 'skills' });
});
