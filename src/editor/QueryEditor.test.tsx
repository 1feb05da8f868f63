import { screen } from '@testing-library/react';

import { kpis as catalogue } from '../../catalogue';
import type { KmmQuery } from '../query/model';
import { openOptions, user, selectOption } from '../testing/user';
import { selectFrom, renderQueryEditor, waitForEntities } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

// Grafana's drop-down lists take their time on a busy machine.
jest.setTimeout(30_000);

beforeEach(mockElementSizes);

test('a query that nobody filled in becomes one that shows something, and runs once', async () => {
  const saved = await renderQueryEditor({ refId: 'B' } as KmmQuery);
  expect(saved.query.refId).toBe('B');
  expect(saved.query.kpis).toContain('unassigned_conversations');
  expect(saved.runs).toBe(1);
});

test('a saved query is left alone until somebody changes it', async () => {
  const query = makeQuery();
  const saved = await renderQueryEditor(query);
  expect(saved.query).toBe(query);
  expect(saved.runs).toBe(0);
});

test('KPIs are offered with their meaning, those of now before those in the window', async () => {
  await renderQueryEditor(makeQuery({ kpis: [] }));
  const options = await openOptions('KPIs');
  const fitting = catalogue.filter(({ rows }) => rows.includes('skill'));
  expect(options).toHaveLength(1 + fitting.length);
  expect(options[0]).toHaveTextContent('$skill');
  const first = catalogue.find(({ id }) => id === 'open_conversations');
  expect(options[1]).toHaveTextContent(first?.description ?? 'no such KPI');
  expect(screen.getByText('Now')).toBeInTheDocument();
  expect(screen.getByText('In the window')).toBeInTheDocument();
});

test('a chosen KPI joins the others and the query runs', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }));
  await selectFrom('KPIs', /^CSAT/);
  expect(saved.query.kpis).toEqual(['open_conversations', 'csat']);
  expect(saved.runs).toBe(1);
});

test('without a KPI it says that there is nothing to ask', async () => {
  await renderQueryEditor(makeQuery({ kpis: [] }));
  expect(screen.getByText(/No KPI is chosen/)).toBeInTheDocument();
});

test('another kind of row is one click, and the account has neither order nor limit', async () => {
  const saved = await renderQueryEditor(makeQuery({ limit: 3 }));
  expect(screen.getByLabelText('Limit')).toHaveValue(3);
  await user.click(screen.getByLabelText('Account'));
  expect(saved.query).toEqual(makeQuery({ rows: 'account' }));
  expect(screen.queryByLabelText('Limit')).not.toBeInTheDocument();
});

test('agents are a kind of row with KPIs and filters of its own', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['assigned_conversations'] }));
  expect(screen.queryByLabelText('Agents')).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Agent'));
  await waitForEntities();
  await selectFrom('KPIs', /^Status time/);
  await selectFrom('Agents', /^Ana/);
  await selectFrom('Status', /^Away/);
  await selectFrom('User types', /^Bots/);
  expect(saved.query).toEqual(
    makeQuery({
      rows: 'agent',
      kpis: ['assigned_conversations', 'status_time'],
      filter: { agents: ['5001'], agentStatus: ['AWAY'], userTypes: ['BOT'] },
    })
  );
});

test('KPIs about an agent have a heading of their own, and no text is offered to order by', async () => {
  await renderQueryEditor(makeQuery({ rows: 'agent', kpis: ['agent_current_status', 'status_time'] }));
  await openOptions('KPIs');
  expect(screen.getAllByText('About the agent')).toHaveLength(1);
  expect(screen.getAllByText('Now')).toHaveLength(1);
  const options = await openOptions('Order by');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Status time']);
});

test('a saved KPI that the rows cannot have is named', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['agent_current_status'] }));
  expect(screen.getByText(/"Status" is not known for such rows/)).toBeInTheDocument();
});

test('a variable can stand for the KPIs', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: [] }));
  await selectFrom('KPIs', /^\$skill/);
  expect(saved.query.kpis).toEqual(['$skill']);
});

test('skills are chosen by name and saved by id, and the variables of the dashboard come first', async () => {
  const saved = await renderQueryEditor(makeQuery());
  const options = await openOptions('Skills');
  expect(options.map(({ textContent }) => textContent)).toEqual(['$skill', 'SalesID 101', 'SupportID 102']);
  await selectOption(options, /Sales/);
  await selectOption(options, /\$skill/);
  expect(saved.query.filter).toEqual({ skills: ['101', '$skill'] });
});

test('an id may be typed', async () => {
  const saved = await renderQueryEditor(makeQuery());
  await user.type(screen.getByLabelText('Agent groups'), '4711{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ groups: ['4711'] });
});

test('sub-groups are asked about where groups are chosen', async () => {
  const saved = await renderQueryEditor(makeQuery({ filter: { groups: ['-1'] } }));
  expect(screen.getByText('Main group')).toBeInTheDocument();
  await user.click(screen.getByLabelText('Include sub-groups'));
  expect(saved.query.filter).toEqual({ groups: ['-1'], includeSubGroups: true });
});

test('where names cannot be loaded it says why, and ids still work', async () => {
  const saved = await renderQueryEditor(makeQuery({ filter: { skills: ['101'] } }), () =>
    Promise.reject(new Error('no token'))
  );
  expect(screen.getByText(/names of the skills could not be loaded: no token/)).toBeInTheDocument();
  await user.type(screen.getByLabelText('Skills'), '-1{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ skills: ['101', '-1'] });
});

test('rows are ordered by a chosen KPI, and limited', async () => {
  const saved = await renderQueryEditor(makeQuery());
  const options = await openOptions('Order by');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Open', 'Closed']);
  await selectOption(options, /Closed/);
  await user.click(screen.getByLabelText('Lowest first'));
  await user.type(screen.getByLabelText('Limit'), '5{Enter}');
  expect(saved.query).toEqual(makeQuery({ orderBy: { kpi: 'closed_conversations', desc: false }, limit: 5 }));
});

test('a query of a later version is not silently cut down', async () => {
  await renderQueryEditor({ ...makeQuery(), schemaVersion: 2 } as unknown as KmmQuery);
  expect(screen.getByText(/saved by a newer version/)).toBeInTheDocument();
});
