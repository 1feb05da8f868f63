import { CoreApp } from '@grafana/data';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';

import { kpis as catalogue } from '../../catalogue';
import type { KmmDataSource } from '../datasource';
import type { KmmQuery } from '../query/model';
import { openList, person, pick } from '../testing/choose';
import { giveElementsSize } from '../testing/layout';
import { queryOf } from '../testing/queries';
import { QueryEditor } from './QueryEditor';

const lists: Record<string, unknown> = {
  skills: [
    { id: '102', name: 'Support' },
    { id: '101', name: 'Sales' },
  ],
  groups: [
    { id: '-1', name: 'Main group' },
    { id: '12', name: 'Evening', parentId: '-1' },
  ],
};

type GetResource = (path: string) => Promise<unknown>;

function sourceOf(getResource: GetResource): KmmDataSource {
  return { getResource, variableNames: () => ['$skill'] } as unknown as KmmDataSource;
}

/** Shows the editor as a panel does: what it changes comes back to it. */
async function edit(first: KmmQuery, getResource: GetResource = async (path) => lists[path]) {
  const saved = { query: first, runs: 0 };
  const datasource = sourceOf(getResource);
  function Panel() {
    const [query, setQuery] = React.useState(first);
    const onChange = (changed: KmmQuery) => {
      saved.query = changed;
      setQuery(changed);
    };
    const onRunQuery = () => (saved.runs += 1);
    return <QueryEditor {...{ query, onChange, onRunQuery, datasource, app: CoreApp.Explore }} />;
  }
  render(<Panel />);
  await waitFor(() => expect(screen.queryAllByPlaceholderText(/loading names/)).toEqual([]));
  return saved;
}

async function choose(field: string, option: RegExp) {
  await pick(await openList(field), option);
}

// Grafana's drop-down lists take their time on a busy machine.
jest.setTimeout(30_000);

beforeEach(giveElementsSize);

test('a query that nobody filled in becomes one that shows something, and runs once', async () => {
  const saved = await edit({ refId: 'B' } as KmmQuery);
  expect(saved.query.refId).toBe('B');
  expect(saved.query.kpis).toContain('unassigned_conversations');
  expect(saved.runs).toBe(1);
});

test('a saved query is left alone until somebody changes it', async () => {
  const query = queryOf();
  const saved = await edit(query);
  expect(saved.query).toBe(query);
  expect(saved.runs).toBe(0);
});

test('KPIs are offered with their meaning, those of now before those in the window', async () => {
  await edit(queryOf({ kpis: [] }));
  const options = await openList('KPIs');
  const fitting = catalogue.filter(({ rows }) => rows.includes('skill'));
  expect(options).toHaveLength(fitting.length);
  const first = catalogue.find(({ id }) => id === 'open_conversations');
  expect(options[0]).toHaveTextContent(first?.description ?? 'no such KPI');
  expect(screen.getByText('Now')).toBeInTheDocument();
  expect(screen.getByText('In the window')).toBeInTheDocument();
});

test('a chosen KPI joins the others and the query runs', async () => {
  const saved = await edit(queryOf({ kpis: ['open_conversations'] }));
  await choose('KPIs', /^CSAT/);
  expect(saved.query.kpis).toEqual(['open_conversations', 'csat']);
  expect(saved.runs).toBe(1);
});

test('without a KPI it says that there is nothing to ask', async () => {
  await edit(queryOf({ kpis: [] }));
  expect(screen.getByText(/No KPI is chosen/)).toBeInTheDocument();
});

test('another kind of row is one click, and the account has neither order nor limit', async () => {
  const saved = await edit(queryOf({ limit: 3 }));
  expect(screen.getByLabelText('Limit')).toHaveValue(3);
  await person.click(screen.getByLabelText('Account'));
  expect(saved.query).toEqual(queryOf({ rows: 'account' }));
  expect(screen.queryByLabelText('Limit')).not.toBeInTheDocument();
});

test('skills are chosen by name and saved by id, and the variables of the dashboard come first', async () => {
  const saved = await edit(queryOf());
  const options = await openList('Skills');
  expect(options.map(({ textContent }) => textContent)).toEqual(['$skill', 'SalesID 101', 'SupportID 102']);
  await pick(options, /Sales/);
  await pick(options, /\$skill/);
  expect(saved.query.filter).toEqual({ skills: ['101', '$skill'] });
});

test('an id may be typed', async () => {
  const saved = await edit(queryOf());
  await person.type(screen.getByLabelText('Agent groups'), '4711{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ groups: ['4711'] });
});

test('sub-groups are asked about where groups are chosen', async () => {
  const saved = await edit(queryOf({ filter: { groups: ['-1'] } }));
  expect(screen.getByText('Main group')).toBeInTheDocument();
  await person.click(screen.getByLabelText('Include sub-groups'));
  expect(saved.query.filter).toEqual({ groups: ['-1'], includeSubGroups: true });
});

test('where names cannot be loaded it says why, and ids still work', async () => {
  const saved = await edit(queryOf({ filter: { skills: ['101'] } }), () => Promise.reject(new Error('no token')));
  expect(screen.getByText(/names of the skills could not be loaded: no token/)).toBeInTheDocument();
  await person.type(screen.getByLabelText('Skills'), '-1{ArrowDown}{Enter}');
  expect(saved.query.filter).toEqual({ skills: ['101', '-1'] });
});

test('hours are taken when one is done typing, and only possible ones', async () => {
  const saved = await edit(queryOf());
  await choose('Window', /^Last hours/);
  const hours = screen.getByLabelText('Hours');
  await person.clear(hours);
  await person.type(hours, '25{Enter}');
  expect(screen.getByText('"25" is not a number of hours up to 24.')).toBeInTheDocument();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await person.clear(hours);
  await person.type(hours, '12');
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await person.tab();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 12 });
  expect(saved.runs).toBe(2);
});

test('today begins at an hour of day in a time zone', async () => {
  const saved = await edit(queryOf());
  await choose('Window', /^Today from/);
  expect(saved.query.window).toEqual({ kind: 'today', from: '00:00', timeZone: 'UTC' });
  const from = screen.getByLabelText('From');
  await person.clear(from);
  await person.type(from, '09:30{Enter}');
  expect(saved.query.window).toEqual({ kind: 'today', from: '09:30', timeZone: 'UTC' });
  expect(screen.getByLabelText(/Time zone/)).toBeInTheDocument();
});

test('says when the window changes nothing', async () => {
  await edit(queryOf({ kpis: ['open_conversations'] }));
  expect(screen.getByText(/the window changes nothing/)).toBeInTheDocument();
});

test('rows are ordered by a chosen KPI, and limited', async () => {
  const saved = await edit(queryOf());
  const options = await openList('Order by');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Open', 'Closed']);
  await pick(options, /Closed/);
  await person.click(screen.getByLabelText('Lowest first'));
  await person.type(screen.getByLabelText('Limit'), '5{Enter}');
  expect(saved.query).toEqual(queryOf({ orderBy: { kpi: 'closed_conversations', desc: false }, limit: 5 }));
});

test('a query of a later version is not silently cut down', async () => {
  await edit({ ...queryOf(), schemaVersion: 2 } as unknown as KmmQuery);
  expect(screen.getByText(/saved by a newer version/)).toBeInTheDocument();
});
