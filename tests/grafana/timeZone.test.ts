import type { Response } from '@playwright/test';

import { isQueryRequest } from '../queries';
import { expect, test } from './fixtures';

const uid = 'test-time-zone';
const datasource = { type: 'kmm-liveperson-datasource', uid: 'liveperson-kmm' };
const query = { datasource, schemaVersion: 1, rows: 'account', kpis: ['closed_conversations'], filter: {} };
const days = { ...query, refId: 'A', window: { kind: 'range' }, shape: 'series', interval: '1d' };
const today = { ...query, refId: 'A', window: { kind: 'today', from: '00:00' }, shape: 'value' };
const expression = {
  refId: 'B',
  type: 'math',
  expression: '$A * 1',
  datasource: { type: '__expr__', uid: '__expr__' },
};
const gridPos = { x: 0, y: 0, w: 12, h: 10 };

/** A dashboard in Tokyo's time zone: a trend by days, and a value since midnight with an expression. */
const dashboard = {
  uid,
  title: 'Test of time zones',
  timezone: 'Asia/Tokyo',
  time: { from: 'now-4d', to: 'now' },
  panels: [
    { id: 1, type: 'barchart', title: 'Days', gridPos, datasource, targets: [days] },
    {
      id: 2,
      type: 'stat',
      title: 'Today',
      gridPos: { ...gridPos, x: 12 },
      datasource: { uid: '-- Mixed --' },
      targets: [today, expression],
    },
  ],
};

interface Sent {
  queries: Array<{ refId: string; shape?: string; timeZone?: string }>;
}

interface Received {
  results: Record<string, { frames: Array<{ data: { values: number[][] } }> }>;
}

test('a dashboard in the time zone of Tokyo shows days of Tokyo, also in panels with expressions', async ({
  page,
  gotoDashboardPage,
}) => {
  const responses: Response[] = [];
  page.on('response', (response) => isQueryRequest(response.url()) && responses.push(response));
  await page.request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  try {
    await gotoDashboardPage({ uid });
    await expect.poll(() => responses.length).toBeGreaterThanOrEqual(2);
    const results = await Promise.all(
      responses.map(async (response) => ({
        sent: (response.request().postDataJSON() as Sent).queries.filter(({ refId }) => refId === 'A'),
        received: (await response.json()) as Received,
      }))
    );
    for (const { sent } of results) {
      expect(sent.map(({ timeZone }) => timeZone)).toEqual(['Asia/Tokyo']);
    }
    const trend = results.find(({ sent: [one] }) => one?.shape === 'series');
    const starts = trend?.received.results.A?.frames[0]?.data.values[0] ?? [];
    expect(starts.length).toBeGreaterThanOrEqual(4);
    expect(new Set(starts.map((start) => new Date(start).toISOString().slice(11)))).toEqual(new Set(['15:00:00.000Z']));
    await expect(page.getByTestId('data-testid Panel header Today')).toContainText(/\d/);
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});
