import { screen } from '@testing-library/react';

import { openOptions, user } from '../testing/user';
import { selectFrom, renderQueryEditor } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

beforeEach(mockElementSizes);

test('a trend keeps only KPIs with history, and has an interval instead of window, order and limit', async () => {
  const saved = await renderQueryEditor(makeQuery({ limit: 3 }));
  await user.click(screen.getByLabelText('Trend'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  for (const label of ['Window', 'Order by', 'Limit']) {
    expect(screen.queryByLabelText(label)).not.toBeInTheDocument();
  }
  expect(screen.getByText(/Current values, such as Open, have no trend/)).toBeInTheDocument();
  const options = await openOptions('KPIs');
  expect(options.map(({ textContent }) => textContent).filter((text) => text?.startsWith('Open'))).toEqual([]);
  await selectFrom('Interval', /^1 hour/);
  expect(saved.query.interval).toBe('1h');
  await selectFrom('Interval', /^Auto/);
  expect('interval' in saved.query).toBe(false);
});

test('an interval can be typed, and an invalid one shows an error', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['csat'], shape: 'series' }));
  await user.type(screen.getByLabelText('Interval'), '45m{ArrowDown}{Enter}');
  expect(saved.query.interval).toBe('45m');
  await user.type(screen.getByLabelText('Interval'), 'weekly{ArrowDown}{Enter}');
  expect(screen.getByText(/"weekly" is not a valid interval/)).toBeInTheDocument();
});

test('a saved trend of a current value shows an error', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['open_conversations'], shape: 'series' }));
  expect(screen.getByText(/"Open" has no trend: LivePerson keeps no history of it/)).toBeInTheDocument();
});

test('hours are committed on Enter or blur, and only if valid', async () => {
  const saved = await renderQueryEditor(makeQuery());
  await selectFrom('Window', /^Last hours/);
  const hours = screen.getByLabelText('Hours');
  await user.clear(hours);
  await user.type(hours, '337{Enter}');
  expect(screen.getByText('"337" is not a valid number of hours. The maximum is 336 (14 days).')).toBeInTheDocument();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await user.clear(hours);
  await user.type(hours, '12');
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await user.tab();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 12 });
  expect(saved.runs).toBe(2);
});

test('hours, limit, start time and time zone can be variables', async () => {
  const saved = await renderQueryEditor(makeQuery({ window: { kind: 'last', hours: 1 } }));
  const type = async (field: string, text: string) => {
    await user.clear(screen.getByLabelText(field));
    await user.type(screen.getByLabelText(field), `${text}{Enter}`);
  };
  await type('Hours', '$hours');
  await type('Limit', '$limit');
  expect(saved.query).toMatchObject({ window: { kind: 'last', hours: '$hours' }, limit: '$limit' });
  expect(screen.getByLabelText('Hours')).toHaveValue('$hours');
  await selectFrom('Window', /^Today from/);
  await type('From', '$start');
  await selectFrom('Time zone', /^\$skill/);
  expect(saved.query.window).toEqual({ kind: 'today', from: '$start', timeZone: '$skill' });
});

test('the time range is also described for alert rules and Explore', async () => {
  await renderQueryEditor(makeQuery());
  const options = await openOptions('Window');
  expect(options[0]).toHaveTextContent(/^Time range.*alert rule$/);
  expect(screen.queryByText(/dashboard's time range/i)).not.toBeInTheDocument();
});

test("a window of today has a start time in the dashboard's or another time zone", async () => {
  const saved = await renderQueryEditor(makeQuery());
  await selectFrom('Window', /^Today from/);
  expect(saved.query.window).toEqual({ kind: 'today', from: '00:00' });
  const from = screen.getByLabelText('From');
  await user.clear(from);
  await user.type(from, '09:30{Enter}');
  expect(saved.query.window).toEqual({ kind: 'today', from: '09:30' });
  await selectFrom('Time zone', /^UTC$/);
  expect(saved.query.window).toEqual({ kind: 'today', from: '09:30', timeZone: 'UTC' });
  await selectFrom('Time zone', /^Dashboard's time zone/);
  expect(saved.query.window).toEqual({ kind: 'today', from: '09:30' });
});

test('says that the window is ignored for current values', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }));
  expect(screen.getByText(/the window is ignored/)).toBeInTheDocument();
});

test('values are compared with those of a day or a week before, unless they have no history', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['csat'] }));
  await selectFrom('Compare to', /^A week before/);
  expect(saved.query.compareWith).toBe('week');
  await selectFrom('Compare to', /^Nothing/);
  expect('compareWith' in saved.query).toBe(false);
});

test.each([
  ['current values', 'open_conversations', /no history of them, so they can't be compared/],
  [
    'values that LivePerson keeps for a day',
    'resolution_time',
    /keeps these KPIs for 24 hours, so they can't be compared/,
  ],
])('%s have nothing to be compared with, and the editor says so', async (_, kpi, reason) => {
  await renderQueryEditor(makeQuery({ kpis: [kpi] }));
  expect(screen.queryByLabelText('Compare to')).not.toBeInTheDocument();
  expect(screen.getByText(reason)).toBeInTheDocument();
});

test.each([
  [['open_conversations', 'csat']],
  [['resolution_time', 'closed_conversations']],
  [['$kpi']],
  [['wait_time']],
])('%j can be compared', async (kpis) => {
  await renderQueryEditor(makeQuery({ kpis }));
  expect(screen.getByLabelText('Compare to')).toBeInTheDocument();
});
