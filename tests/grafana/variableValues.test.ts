import type { Page, Response } from '@playwright/test';

import { panelOf } from '../panelAssertions';
import { isQueryRequest } from '../queries';
import { expect, test } from './fixtures';
import { type OwnPanel, saveDashboard, skillVariable, textVariable } from './ownDashboard';

interface Frame {
  schema: {
    meta?: { notices?: Array<{ text: string }> };
    fields: Array<{ config?: { displayNameFromDS?: string } }>;
  };
  data: { values: unknown[][] };
}

interface Sent {
  queries: Array<{ refId: string } & Record<string, unknown>>;
  results: Record<string, { error?: string; frames?: Frame[] }>;
}

/** Opens a dashboard, and returns what it sent and received once all panels have done so. */
async function exchanged(page: Page, uid: string, panels: OwnPanel[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  const record = async (response: Response) => {
    if (isQueryRequest(response.url())) {
      const { queries } = response.request().postDataJSON() as Pick<Sent, 'queries'>;
      sent.push({ queries, ...((await response.json()) as Pick<Sent, 'results'>) });
    }
  };
  page.on('response', (response) => void record(response));
  await page.goto(`/d/${uid}`);
  await expect.poll(() => sent.length).toBeGreaterThanOrEqual(panels.length);
  return sent;
}

const noticesOf = ({ results }: Sent) =>
  Object.values(results).flatMap(({ frames = [] }) =>
    frames.flatMap(({ schema }) => (schema.meta?.notices ?? []).map(({ text }) => text))
  );
const rowsOf = ({ results }: Sent) =>
  Object.values(results).flatMap(({ frames = [] }) => frames.map(({ data }) => data.values[0]?.length ?? 0));
const errorsOf = ({ results }: Sent) => Object.values(results).flatMap(({ error }) => error ?? []);

const open = { rows: 'account', kpis: ['open_conversations'], shape: 'value', window: { kind: 'range' } };
const openBySkill = { ...open, rows: 'skill' };
const closedTrend = { ...openBySkill, kpis: ['closed_conversations'], shape: 'series', interval: '1h' };
const sum = (panel: { kpis: string[] }, skill: string) => ({ ...panel, filter: { skills: [skill] } });

test('a variable without a value shows nothing, with a notice, and All shows all', async ({ page }) => {
  const uid = 'test-empty-variables';
  const empty: OwnPanel[] = [
    { title: 'No options', type: 'stat', queries: [sum(open, '$none')] },
    { title: 'No options, table', type: 'table', queries: [sum(openBySkill, '$none')] },
    { title: 'No options, trend', type: 'timeseries', queries: [sum(closedTrend, '$none')] },
    { title: 'All of nothing', type: 'stat', queries: [sum(open, '$allOfNothing')] },
    { title: 'An empty text', type: 'stat', queries: [sum(open, '${typed}')] },
    { title: 'Repeated', type: 'stat', queries: [sum(open, '$none')], repeat: 'none' },
  ];
  const full: OwnPanel[] = [
    { title: 'All', type: 'table', queries: [sum(openBySkill, '$all')] },
    { title: 'All by a custom value', type: 'table', queries: [sum(openBySkill, '$star')] },
    { title: 'Typed ids', type: 'table', queries: [sum(openBySkill, '$ids')] },
  ];
  const panels = [...empty, ...full];
  const all = { includeAll: true, current: { text: ['All'], value: ['$__all'] } };
  await saveDashboard(page.request, {
    uid,
    panels,
    variables: [
      skillVariable('none', '/^no such skill$/'),
      skillVariable('allOfNothing', '/^no such skill$/', all),
      skillVariable('all', '', all),
      skillVariable('star', '/^no such skill$/', { ...all, allValue: '*' }),
      textVariable('typed', ''),
      textVariable('ids', '2500000101, 2500000102'),
    ],
  });
  try {
    const sent = await exchanged(page, uid, panels);
    const isEmpty = (one: Sent) => rowsOf(one).every((rows) => rows === 0);
    expect(sent.flatMap(errorsOf)).toEqual([]);
    expect(sent.filter(isEmpty).length).toBe(empty.length);
    for (const one of sent.filter(isEmpty)) {
      expect(noticesOf(one).join()).toMatch(/^No skill is selected in \$(none|allOfNothing|typed)\./);
    }
    for (const [index] of empty.entries()) {
      await expect(panelOf(page, { id: index + 1 })).toContainText('No data');
    }
    await expect(
      panelOf(page, { id: empty.length + 1 })
        .getByRole('row')
        .nth(3)
    ).toBeVisible();
    await expect(
      panelOf(page, { id: empty.length + 2 })
        .getByRole('row')
        .nth(3)
    ).toBeVisible();
    await expect(panelOf(page, { id: empty.length + 3 }).getByRole('row')).toHaveCount(3);
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});

test('every field of a query can be a variable', async ({ page }) => {
  const uid = 'test-variables-in-fields';
  const last = {
    ...openBySkill,
    kpis: ['closed_conversations'],
    window: { kind: 'last', hours: '$hours' },
    limit: '$n',
  };
  const today = { ...last, window: { kind: 'today', from: '$start', timeZone: '$zone' } };
  const panels: OwnPanel[] = [
    { title: 'Last', type: 'table', queries: [{ ...last, orderBy: { kpi: 'closed_conversations', desc: '$desc' } }] },
    { title: 'Today', type: 'table', queries: [today] },
    { title: 'Trend', type: 'timeseries', queries: [{ ...closedTrend, interval: '$step' }] },
  ];
  await saveDashboard(page.request, {
    uid,
    panels,
    variables: [
      textVariable('hours', '3'),
      textVariable('n', '2'),
      textVariable('start', '00:00'),
      textVariable('zone', 'Asia/Tokyo'),
      textVariable('step', '2h'),
      textVariable('desc', 'true'),
    ],
  });
  try {
    const sent = await exchanged(page, uid, panels);
    expect(sent.flatMap(errorsOf)).toEqual([]);
    const windows = sent.flatMap(({ queries }) => queries.map(({ window }) => window));
    expect(windows).toEqual(
      expect.arrayContaining([
        { kind: 'last', hours: 3 },
        expect.objectContaining({ kind: 'today', from: '00:00', timeZone: 'Asia/Tokyo' }),
      ])
    );
    await expect(panelOf(page, { id: 1 }).getByRole('row')).toHaveCount(3);
    await expect(panelOf(page, { id: 2 }).getByRole('row')).toHaveCount(3);
    await expect(panelOf(page, { id: 3 }).locator('.uplot canvas')).toBeVisible();
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});

test('lines of several queries of a panel have different names', async ({ page }) => {
  const uid = 'test-names-of-lines';
  const csat = { ...closedTrend, kpis: ['csat'] };
  const panels: OwnPanel[] = [{ title: 'Two KPIs', type: 'timeseries', queries: [closedTrend, csat] }];
  await saveDashboard(page.request, { uid, panels, variables: [] });
  try {
    await exchanged(page, uid, panels);
    const panel = panelOf(page, { id: 1 });
    await expect(panel.getByText('Closed, Billing', { exact: true })).toBeVisible();
    await expect(panel.getByText('CSAT, Billing', { exact: true })).toBeVisible();
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});
