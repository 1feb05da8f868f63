import { CoreApp } from '@grafana/data';
import { screen, waitFor } from '@testing-library/react';

import { kpis as catalogue } from '../../catalogue';
import type { KmmQuery } from '../query/model';
import { openOptions, user, selectOption } from '../testing/user';
import { selectFrom, renderQueryEditor, waitForEntities } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

beforeEach(mockElementSizes);

test('a new query is replaced by the default query, and runs once', async () => {
  const saved = await renderQueryEditor({ refId: 'B' } as KmmQuery);
  expect(saved.query.refId).toBe('B');
  expect(saved.query.kpis).toContain('unassigned_conversations');
  expect(saved.runs).toBe(1);
});

test('a saved query stays unchanged until it is edited', async () => {
  const query = makeQuery();
  const saved = await renderQueryEditor(query);
  expect(saved.query).toBe(query);
  expect(saved.runs).toBe(0);
});

test('KPIs are listed with descriptions, current KPIs before window KPIs', async () => {
  await renderQueryEditor(makeQuery({ kpis: [] }));
  const options = await openOptions('KPIs');
  const fitting = catalogue.filter(({ rows }) => rows.includes('skill'));
  expect(options).toHaveLength(1 + fitting.length);
  expect(options[0]).toHaveTextContent('$skill');
  const first = catalogue.find(({ id }) => id === 'open_conversations');
  expect(options[1]).toHaveTextContent(first?.description ?? 'no such KPI');
  const text = document.body.textContent ?? '';
  const groups = [
    'Messaging, now: Conversations',
    'Messaging, now: Queue',
    'Messaging, in the window: Conversations',
    'Messaging, in the window: CSAT and surveys',
  ];
  const positions = groups.map((group) => text.indexOf(group));
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(positions[0]).toBeGreaterThan(-1);
});

test('selecting a KPI adds it and runs the query', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }));
  await selectFrom('KPIs', /^CSAT/);
  expect(saved.query.kpis).toEqual(['open_conversations', 'csat']);
  expect(saved.runs).toBe(1);
});

test('a trend of a current value is offered where the data source keeps a history', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }), undefined, undefined, true);
  await user.click(screen.getByLabelText('Trend'));
  await waitFor(() => expect(saved.query).toMatchObject({ kpis: ['open_conversations'], shape: 'series' }));
  expect(screen.getByText(/from the history that the data source keeps/)).toBeInTheDocument();
  await selectFrom('KPIs', /^Unassigned/);
  expect(saved.query.kpis).toEqual(['open_conversations', 'unassigned_conversations']);
});

test('a trend of a current value is not offered without a history, and the editor says how to get one', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }));
  await user.click(screen.getByLabelText('Trend'));
  await waitFor(() => expect(saved.query.kpis).toEqual(['closed_conversations']));
  expect(screen.getByText(/if “History of current values” is on in its settings/)).toBeInTheDocument();
});

test('an empty selection of KPIs shows an error', async () => {
  await renderQueryEditor(makeQuery({ kpis: [] }));
  expect(screen.getByText(/Select at least one KPI/)).toBeInTheDocument();
});

test('switching to account rows removes order and limit', async () => {
  const saved = await renderQueryEditor(makeQuery({ limit: 3 }));
  expect(screen.getByLabelText('Limit')).toHaveValue('3');
  await user.click(screen.getByLabelText('Account'));
  expect(saved.query).toEqual(makeQuery({ rows: 'account' }));
  expect(screen.queryByLabelText('Limit')).not.toBeInTheDocument();
});

test('agent rows have KPIs and filters of their own', async () => {
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

test('agent KPIs have their own heading, and text KPIs cannot be sorted by', async () => {
  await renderQueryEditor(makeQuery({ rows: 'agent', kpis: ['agent_current_status', 'status_time'] }));
  await openOptions('KPIs');
  expect(screen.getAllByText('Messaging, now: Agent details')).toHaveLength(1);
  expect(screen.getAllByText('Messaging, now: Agents')).toHaveLength(1);
  const options = await openOptions('Order by');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Status time']);
});

test('conversations have columns, filters and an order of their own, and no trend', async () => {
  const saved = await renderQueryEditor(makeQuery());
  await user.click(screen.getByLabelText('Conversation'));
  await waitForEntities();
  expect(saved.query.kpis).toContain('conversation_wait_time');
  for (const absent of ['Trend', 'Window', 'Compare to', 'User types', 'Status']) {
    expect(screen.queryByLabelText(absent)).not.toBeInTheDocument();
  }
  expect(screen.getByPlaceholderText('Queued first, then longest active')).toBeInTheDocument();
  await selectFrom('Channels', /^Web/);
  await user.type(screen.getByLabelText('Channels'), 'viber{ArrowDown}{Enter}');
  await selectFrom('State', /^Queued/);
  await selectFrom('Agents', /^Ana/);
  await user.type(screen.getByLabelText('Limit'), '20{Enter}');
  expect(saved.query).toEqual(
    makeQuery({
      rows: 'conversation',
      kpis: saved.query.kpis,
      filter: { channels: ['SHARK', 'viber'], states: ['QUEUED'], agents: ['5001'] },
      limit: 20,
    })
  );
});

test('a channel can be typed in words, and be a variable', async () => {
  const saved = await renderQueryEditor(makeQuery({ rows: 'conversation', kpis: ['conversation_state'] }));
  await selectFrom('Channels', /^\$skill/);
  await user.type(screen.getByLabelText('Channels'), 'web{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ channels: ['$skill', 'SHARK'] });
});

test('a trend of conversations, as a query written by hand can be, can be changed to one value', async () => {
  const kpis = ['conversation_state'];
  const saved = await renderQueryEditor(makeQuery({ rows: 'conversation', kpis, shape: 'series' }));
  await user.click(screen.getByLabelText('One value'));
  expect(saved.query).toEqual(makeQuery({ rows: 'conversation', kpis }));
});

test('an alert rule by conversation says which rows to select', async () => {
  const query = makeQuery({ rows: 'conversation', kpis: ['conversation_wait_time'] });
  await renderQueryEditor(query, undefined, CoreApp.UnifiedAlerting);
  expect(screen.getByText(/can't be by conversation: conversations come and go/)).toBeInTheDocument();
  expect(screen.queryByLabelText('Names as labels')).not.toBeInTheDocument();
});

test('an error names a saved KPI that the rows do not support', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['agent_current_status'] }));
  expect(screen.getByText(/"Status" is not available per skill/)).toBeInTheDocument();
});

test('a variable can be selected as KPI', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: [] }));
  await selectFrom('KPIs', /^\$skill/);
  expect(saved.query.kpis).toEqual(['$skill']);
});

test('skills are listed by name after the dashboard variables, and saved by id', async () => {
  const saved = await renderQueryEditor(makeQuery());
  const options = await openOptions('Skills');
  expect(options.map(({ textContent }) => textContent)).toEqual(['$skill', 'SalesID 101', 'SupportID 102']);
  await selectOption(options, /Sales/);
  await selectOption(options, /\$skill/);
  expect(saved.query.filter).toEqual({ skills: ['101', '$skill'] });
});

test('an id can be typed', async () => {
  const saved = await renderQueryEditor(makeQuery());
  await user.type(screen.getByLabelText('Agent groups'), '4711{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ groups: ['4711'] });
});

test('the sub-groups switch is shown when groups are selected', async () => {
  const saved = await renderQueryEditor(makeQuery({ filter: { groups: ['-1'] } }));
  expect(screen.getByText('Main group')).toBeInTheDocument();
  await user.click(screen.getByLabelText('Include subgroups'));
  expect(saved.query.filter).toEqual({ groups: ['-1'], includeSubGroups: true });
});

test('if names cannot be loaded it shows the error, and ids still work', async () => {
  const saved = await renderQueryEditor(makeQuery({ filter: { skills: ['101'] } }), () =>
    Promise.reject(new Error('no token'))
  );
  expect(screen.getByText(/names of the skills could not be loaded: no token/)).toBeInTheDocument();
  await user.type(screen.getByLabelText('Skills'), '-1{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ skills: ['101', '-1'] });
});

test('rows are sorted by a selected KPI, and limited', async () => {
  const saved = await renderQueryEditor(makeQuery());
  const options = await openOptions('Order by');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Open', 'Closed']);
  await selectOption(options, /Closed/);
  await user.click(screen.getByLabelText('Lowest first'));
  await user.type(screen.getByLabelText('Limit'), '5{Enter}');
  expect(saved.query).toEqual(makeQuery({ orderBy: { kpi: 'closed_conversations', desc: false }, limit: 5 }));
});

test('rows with the worst level come first if a KPI can have levels', async () => {
  const orderBy = { kpi: 'open_conversations', desc: true };
  const saved = await renderQueryEditor(makeQuery({ orderBy }));
  await user.click(screen.getByLabelText('Worst level first'));
  expect(saved.query).toEqual(makeQuery({ orderBy: { ...orderBy, worstFirst: true } }));
  await user.click(screen.getByLabelText('Lowest first'));
  await selectFrom('Order by', /Closed/);
  const changed = { kpi: 'closed_conversations', desc: false };
  expect(saved.query).toEqual(makeQuery({ orderBy: { ...changed, worstFirst: true } }));
  await user.click(screen.getByLabelText('Worst level first'));
  expect(saved.query).toStrictEqual(makeQuery({ orderBy: changed }));
});

test.each([{}, { kpis: ['closed_conversations'], orderBy: { kpi: 'closed_conversations', desc: true } }])(
  'without an order or levels, rows have no worst level: %j',
  async (part) => {
    await renderQueryEditor(makeQuery(part));
    expect(screen.getByLabelText('Order by')).toBeInTheDocument();
    expect(screen.queryByLabelText('Worst level first')).not.toBeInTheDocument();
  }
);

test('in an alert rule, names can be labels, and what a rule cannot evaluate is said', async () => {
  const saved = await renderQueryEditor(makeQuery({ limit: 3 }), undefined, CoreApp.UnifiedAlerting);
  expect(screen.getByText(/single KPI, and Open, Closed are selected/)).toBeInTheDocument();
  expect(screen.getByText(/with the label skillId/)).toBeInTheDocument();
  await user.click(screen.getByLabelText('Names as labels'));
  expect(saved.query).toEqual(makeQuery({ limit: 3, nameLabels: true }));
  await user.click(screen.getByLabelText('Names as labels'));
  expect(saved.query).toEqual(makeQuery({ limit: 3 }));
});

test('outside of alert rules there is nothing about them', async () => {
  await renderQueryEditor(makeQuery({ limit: 3 }));
  expect(screen.queryByText(/alert/i)).not.toBeInTheDocument();
  expect(screen.queryByLabelText('Names as labels')).not.toBeInTheDocument();
});

test('a query of a newer version shows a warning', async () => {
  await renderQueryEditor({ ...makeQuery(), schemaVersion: 2 } as unknown as KmmQuery);
  expect(screen.getByText(/saved by a newer version/)).toBeInTheDocument();
});
