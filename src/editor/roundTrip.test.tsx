import { CoreApp } from '@grafana/data';
import { act, screen } from '@testing-library/react';

import type { KmmQuery } from '../query/model';
import { user } from '../testing/user';
import { renderQueryEditor } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

beforeEach(mockElementSizes);

const queues = makeQuery({
  kpis: ['unassigned_conversations', 'open_conversations', 'closed_conversations'],
  orderBy: { kpi: 'unassigned_conversations', desc: true },
  limit: 5,
});

test('switching to Trend and back restores the query, and lists the hidden selections meanwhile', async () => {
  const saved = await renderQueryEditor(queues);
  await user.click(screen.getByLabelText('Trend'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  expect(screen.getByText(/Not available in a trend: Unassigned, Open, order, limit\./)).toBeInTheDocument();
  await user.click(screen.getByLabelText('One value'));
  expect(saved.query).toStrictEqual(queues);
  expect(saved.runs).toBe(2);
  expect(screen.queryByText(/Not available/)).not.toBeInTheDocument();
});

test('switching to conversations and back restores the query', async () => {
  const saved = await renderQueryEditor(queues);
  await user.click(screen.getByLabelText('Conversation'));
  expect(saved.query).toMatchObject({ rows: 'conversation', limit: 5 });
  expect(screen.getByText(/Not available per conversation: Unassigned, Open, Closed, order\./)).toBeInTheDocument();
  await user.click(screen.getByLabelText('Skill'));
  expect(saved.query).toStrictEqual(queues);
});

test('hidden selections are dropped when another query replaces the trend', async () => {
  const saved = await renderQueryEditor(queues);
  await user.click(screen.getByLabelText('Trend'));
  act(() => saved.replace(makeQuery({ kpis: ['csat'], shape: 'series' })));
  expect(screen.queryByText(/Not available/)).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('One value'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['csat'] }));
});

test('a new query in a panel is a trend', async () => {
  const saved = await renderQueryEditor({ refId: 'A' } as KmmQuery, undefined, CoreApp.PanelEditor);
  expect(saved.query).toMatchObject({ refId: 'A', shape: 'series', kpis: ['closed_conversations'] });
  expect(saved.runs).toBe(1);
});
