import { CoreApp } from '@grafana/data';
import { screen } from '@testing-library/react';

import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';
import { renderQueryEditor, selectFrom } from '../testing/renderEditor';
import { user } from '../testing/user';

beforeEach(mockElementSizes);

const open = () => user.click(screen.getByText('Display'));

test('layout, colors and words of levels are saved, and their defaults as absent fields', async () => {
  const saved = await renderQueryEditor(makeQuery());
  expect(screen.getByText('Layout: Rows')).toBeInTheDocument();
  await open();
  await user.click(screen.getByLabelText('A field per row'));
  await user.click(screen.getByLabelText('Levels in names'));
  await selectFrom('Level colors', /^Only warning and critical/);
  expect(saved.query).toEqual(makeQuery({ layout: 'fields', levelText: true, levelColors: 'attention' }));
  await selectFrom('Level colors', /^Default/);
  await user.click(screen.getByLabelText('Levels in names'));
  expect(saved.query).toStrictEqual(makeQuery({ layout: 'fields' }));
});

test('the account can take the level of its worst skill', async () => {
  const account = makeQuery({ rows: 'account' });
  const saved = await renderQueryEditor(account);
  await open();
  await user.click(screen.getByLabelText('Its worst skill'));
  expect(saved.query).toEqual({ ...account, worstOf: 'skill' });
  await user.click(screen.getByLabelText('The account'));
  expect(saved.query).toStrictEqual(account);
});

test('the collapsed group tells what is set', async () => {
  await renderQueryEditor(makeQuery({ layout: 'auto', levelColors: 'background', levelText: true }));
  for (const text of ['Layout: Auto', 'Level colors: For backgrounds', 'Levels in names']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
});

test('a trend has its unfinished interval apart, and no layout', async () => {
  const trend = makeQuery({ kpis: ['closed_conversations'], shape: 'series', interval: '1h' });
  const saved = await renderQueryEditor(trend);
  await open();
  expect(screen.queryByLabelText('Layout')).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Separate unfinished interval'));
  expect(saved.query).toEqual({ ...trend, openPoint: 'separate' });
  await user.click(screen.getByLabelText('Separate unfinished interval'));
  expect(saved.query).toStrictEqual(trend);
});

test('durations of a trend can be in minutes, or in what suits the longest', async () => {
  const trend = makeQuery({ kpis: ['avg_wait_time'], shape: 'series' });
  const saved = await renderQueryEditor(trend);
  await open();
  await selectFrom('Duration unit', /^Minutes/);
  expect(saved.query).toEqual({ ...trend, durationUnit: 'm' });
  await selectFrom('Duration unit', /^Auto/);
  expect(saved.query).toEqual({ ...trend, durationUnit: 'auto' });
  await selectFrom('Duration unit', /^Milliseconds/);
  expect(saved.query).toStrictEqual(trend);
});

test.each([{ kpis: ['csat'], shape: 'series' as const }, { kpis: ['avg_wait_time'] }])(
  'durations of a trend alone have a unit: %j',
  async (part) => {
    await renderQueryEditor(makeQuery(part));
    await open();
    expect(screen.getByLabelText('Level colors')).toBeInTheDocument();
    expect(screen.queryByLabelText('Duration unit')).not.toBeInTheDocument();
  }
);

test('the account has one row, so nothing to lay out', async () => {
  await renderQueryEditor(makeQuery({ rows: 'account' }));
  await open();
  expect(screen.queryByLabelText('Layout')).not.toBeInTheDocument();
  expect(screen.getByLabelText('Level colors')).toBeInTheDocument();
});

test('an alert rule compares with levels instead, and has no display options', async () => {
  const query = makeQuery({ kpis: ['open_conversations'] });
  const saved = await renderQueryEditor(query, undefined, CoreApp.UnifiedAlerting);
  expect(screen.queryByText('Display')).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Data source levels'));
  expect(saved.query).toEqual({ ...query, severities: 'state' });
  await user.click(screen.getByLabelText('Level'));
  expect(saved.query).toEqual({ ...query, severities: 'level' });
  await user.click(screen.getByLabelText('A threshold'));
  expect(saved.query).toStrictEqual(query);
});
