import { screen } from '@testing-library/react';

import { mockElementSizes } from '../testing/elementSizes';
import { makeQuery } from '../testing/makeQuery';
import { renderQueryEditor } from '../testing/renderEditor';
import { user } from '../testing/user';

const labels = ['Sample size', 'Opened within', 'Service level threshold', 'Chat service level threshold'];

beforeEach(mockElementSizes);

const shown = () => labels.filter((label) => screen.queryByLabelText(label) !== null);

test('only KPIs that are estimated have a sample', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['open_conversations', 'csat'] }));
  expect(shown()).toEqual([]);
});

test('the options are those that have an effect', async () => {
  await renderQueryEditor(makeQuery({ kpis: ['service_level'] }));
  expect(shown()).toEqual(['Sample size', 'Service level threshold']);
});

test('the service level of chats has its own threshold, a multiple of 5', async () => {
  const saved = await renderQueryEditor(makeQuery({ rows: 'account', kpis: ['chat_service_level'] }));
  expect(shown()).toEqual(['Chat service level threshold']);
  const seconds = screen.getByLabelText('Chat service level threshold');
  await user.type(seconds, '31{Enter}');
  expect(screen.getByText(/"31" is not a valid number of seconds\. Enter a multiple of 5/)).toBeInTheDocument();
  expect('chatServiceLevelSeconds' in saved.query).toBe(false);
  await user.clear(seconds);
  await user.type(seconds, '60{Enter}');
  expect(saved.query.chatServiceLevelSeconds).toBe(60);
});

test('an option is saved as a number or a variable, and an empty one is the setting', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_response_time'], sampleSize: 500 }));
  const opened = screen.getByLabelText('Opened within');
  await user.type(opened, '0{Enter}');
  expect(saved.query.openedWithin).toBe(0);
  await user.clear(opened);
  await user.type(opened, '$opened{Enter}');
  expect(saved.query.openedWithin).toBe('$opened');
  await user.clear(screen.getByLabelText('Sample size'));
  await user.keyboard('{Enter}');
  expect('sampleSize' in saved.query).toBe(false);
});

test('what is not valid is not saved', async () => {
  const saved = await renderQueryEditor(makeQuery({ kpis: ['open_response_time'] }));
  await user.type(screen.getByLabelText('Sample size'), '5{Enter}');
  expect(screen.getByText(/"5" is not a valid sample size/)).toBeInTheDocument();
  expect('sampleSize' in saved.query).toBe(false);
});
