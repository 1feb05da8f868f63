import { randomUUID } from 'node:crypto';

import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test';

import { expressionStep, nameTemplate, queryStep, type RuleStep, withNames } from '../../dashboards/alerting/model';
import { withFolder } from './folder';
import { alertsOf } from './ruleHealth';
import { findSimulator } from './simulator';

/** The simulator's deleted skill, which still has conversations: it is in no list, and no other test needs its name. */
const skill = '2500000113';

/** Query A, with more or other fields. */
function stepWith(fields: object): RuleStep {
  const step = queryStep('open_conversations', 'skill');
  return { ...step, model: { ...step.model, ...fields } };
}

const isOpen = expressionStep({
  refId: 'B',
  type: 'threshold',
  expression: 'A',
  conditions: [{ evaluator: { type: 'gte', params: [0] } }],
});

interface Result {
  error?: string;
  frames?: Array<{ schema: { meta?: { notices?: Array<{ text: string }> } }; data: { values: unknown[][] } }>;
}

const resultOf = async (response: APIResponse) =>
  ((await response.json()) as { results: Record<string, Result> }).results.A;

/** What Grafana's preview of a rule has for query A. */
const previewOf = async (request: APIRequestContext, query: RuleStep) =>
  resultOf(await request.post('/api/v1/eval', { data: { condition: 'B', data: [query, isOpen] } }));

test('a rule is told at preview what it cannot evaluate', async ({ request }) => {
  const errorOf = async (fields: object) => (await previewOf(request, stepWith(fields)))?.error;
  expect(await errorOf({})).toBeUndefined();
  expect(await errorOf({ orderBy: { kpi: 'open_conversations', desc: true } })).toBeUndefined();
  for (const rows of ['account', 'skill', 'group']) {
    const kpis = ['open_conversations', 'csat'];
    expect(await errorOf({ rows, kpis })).toContain('2 numeric KPIs: Open, CSAT.');
  }
  expect(await errorOf({ limit: 5 })).toContain('limited to 5 skills');
});

test('a rule gets the days of a trend that are over, and a panel says which one is not', async ({ request }) => {
  const query = stepWith({ kpis: ['closed_conversations'], shape: 'series', interval: '1d' });
  const rule = await previewOf(request, query);
  expect(rule?.frames?.[0]?.data.values[0]).toHaveLength(1);
  // Within the current day of the query's time zone, also in its first hours.
  const now = Date.now();
  const from = (new Date(now).setUTCHours(0, 0, 0, 0) + now) / 2;
  const data = { queries: [query.model], from: String(Math.round(from)), to: String(now) };
  const panel = await resultOf(await request.post('/api/ds/query', { data }));
  const [frame] = panel?.frames ?? [];
  expect(frame?.data.values[0]?.at(-1)).toBeGreaterThan(Number(rule?.frames?.[0]?.data.values[0]?.[0]));
  const texts = frame?.schema.meta?.notices?.map(({ text }) => text);
  expect(texts?.join()).toMatch(
    /^The point shown covers .* UTC to .* UTC, more than the time range\. [^,]*,The last interval, from .* UTC, is not complete yet\.$/
  );
});

test('an alert by skill outlasts a rename and a missing name, and its text has the name', async ({ request }) => {
  test.setTimeout(400_000);
  const control = await findSimulator(request);
  test.skip(!control, 'needs the simulator');
  const uid = randomUUID();
  const query = stepWith({ filter: { skills: [skill] } });
  await withFolder(request, async (title, folderUID) => {
    const rule = {
      uid,
      title,
      folderUID,
      ruleGroup: title,
      orgID: 1,
      condition: 'B',
      data: [query, isOpen, { ...withNames(query), refId: 'value' }],
      for: '0s',
      noDataState: 'OK',
      execErrState: 'KeepLast',
      annotations: { summary: `Open in ${nameTemplate('skill')}` },
    };
    const made = await request.post('/api/v1/provisioning/alert-rules', { data: rule });
    expect(made.ok(), await made.text()).toBe(true);
    const texts = async () => (await alertsOf(request, uid)).map(({ annotations }) => annotations.summary);
    // Evaluated each minute, and the names are refreshed with the values.
    const says = (name: string) => expect.poll(texts, { timeout: 150_000 }).toEqual([`Open in ${name}`]);
    const unnamed = `Skill ${skill}`;
    try {
      await says(unnamed);
      const [first] = await alertsOf(request, uid);
      expect(first).toMatchObject({ state: 'Alerting', labels: { skillId: skill } });
      for (const name of ['Spring campaign', '']) {
        await control?.('names', { id: skill, name });
        await says(name || unnamed);
        expect(await alertsOf(request, uid)).toEqual([
          { ...first, annotations: { summary: `Open in ${name || unnamed}` } },
        ]);
      }
    } finally {
      await control?.('names', { id: skill, name: '' });
    }
  });
});
