import { CoreApp } from '@grafana/data';
import { act, screen } from '@testing-library/react';

import type { KmmQuery } from '../query/model';
import { user } from '../testing/user';
import { renderQueryEditor } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

// Grafana's drop-down lists take their time on a busy machine.
jest.setTimeout(30_000);

beforeEach(mockElementSizes);

const queues = makeQuery({
  kpis: ['unassigned_conversations', 'open_conversations', 'closed_conversations'],
  orderBy: { kpi: 'unassigned_conversations', desc: true },
  limit: 5,
});

test('Trend and back is the query as it was, and meanwhile it says what is left out', async () => {
  const saved = await renderQueryEditor(queues);
  await user.click(screen.getByLabelText('Trend'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  expect(screen.getByText(/Left out of a trend: Unassigned, Open, the order, the limit\./)).toBeInTheDocument();
  await user.click(screen.getByLabelText('One value'));
  expect(saved.query).toStrictEqual(queues);
  expect(saved.runs).toBe(2);
  expect(screen.queryByText(/Left out/)).not.toBeInTheDocument();
});

test('a query that takes the place of the trend is not mixed with what was left out', async () => {
  const saved = await renderQueryEditor(queues);
  await user.click(screen.getByLabelText('Trend'));
  act(() => saved.replace(makeQuery({ kpis: ['csat'], shape: 'series' })));
  expect(screen.queryByText(/Left out/)).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('One value'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['csat'] }));
});

test('a new query in a panel becomes a trend', async () => {
  const saved = await renderQueryEditor({ refId: 'A' } as KmmQuery, undefined, CoreApp.PanelEditor);
  expect(saved.query).toMatchObject({ refId: 'A', shape: 'series', kpis: ['closed_conversations'] });
  expect(saved.runs).toBe(1);
});
