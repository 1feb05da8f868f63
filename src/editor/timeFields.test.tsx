import { screen } from '@testing-library/react';

import { openOptions, user } from '../testing/user';
import { selectFrom, renderQueryEditor } from '../testing/renderEditor';
import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';

// Grafana's drop-down lists take their time on a busy machine.
jest.setTimeout(30_000);

beforeEach(mockElementSizes);

test('a trend keeps only what has one, and has an interval in place of window, order and limit', async () => {
  const saved = await renderQueryEditor(makeQuery({ limit: 3 }));
  await user.click(screen.getByLabelText('Trend'));
  expect(saved.query).toEqual(makeQuery({ kpis: ['closed_conversations'], shape: 'series' }));
  for (const label of ['Window', 'Order by', 'Limit']) {
    expect(screen.queryByLabelText(label)).not.toBeInTheDocument();
  }
  expect(screen.getByText(/Values of this moment, such as Open, have none/)).toBeInTheDocument();
  const options = await openOptions('KPIs');
  expect(options.map(({ textContent }) => textContent).filter((text) => text?.startsWith('Open'))).toEqual([]);
  await selectFrom('Interval', /^1h/);
  expect(saved.query.interval).toBe('1h');
  await selectFrom('Interval', /^Auto/);
  expect('interval' in saved.query).toBe(false);
});

test('an interval may be typed, and one that is none is said so', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['csat'], shape: 'series' }));
  await user.type(screen.getByLabelText('Interval'), '45m{ArrowDown}{Enter}');
  expect(saved.query.interval).toBe('45m');
  await user.type(screen.getByLabelText('Interval'), 'weekly{ArrowDown}{Enter}');
  expect(screen.getByText(/"weekly" is not an interval/)).toBeInTheDocument();
});

test('a saved trend of a value of this moment says why there is none', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['open_conversations'], shape: 'series' }));
  expect(screen.getByText(/"Open" has no trend: LivePerson tells it only for this moment/)).toBeInTheDocument();
});

test('hours are taken when one is done typing, and only possible ones', async () => {
  const saved = await renderQueryEditor(makeQuery());
  await selectFrom('Window', /^Last hours/);
  const hours = screen.getByLabelText('Hours');
  await user.clear(hours);
  await user.type(hours, '337{Enter}');
  expect(screen.getByText('"337" is not a number of hours up to 336, which is 14 days.')).toBeInTheDocument();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await user.clear(hours);
  await user.type(hours, '12');
  expect(saved.query.window).toEqual({ kind: 'last', hours: 1 });
  await user.tab();
  expect(saved.query.window).toEqual({ kind: 'last', hours: 12 });
  expect(saved.runs).toBe(2);
});

test('the window may be the time range of whatever asks, for an alert rule and Explore have no dashboard', async () => {
  await renderQueryEditor(makeQuery());
  const options = await openOptions('Window');
  expect(options[0]).toHaveTextContent(/^Time range.*alert rule$/);
  expect(screen.queryByText(/dashboard's time range/i)).not.toBeInTheDocument();
});

test('today begins at an hour of day on the clock of the dashboard, or of a time zone', async () => {
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

test('says when the window changes nothing', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['open_conversations'] }));
  expect(screen.getByText(/the window changes nothing/)).toBeInTheDocument();
});
