import { type APIRequestContext, expect, test } from '@playwright/test';

import type { KmmQuery } from '../../src/query/model';
import { makeQuery } from '../../src/testing/makeQuery';

interface Frame {
  schema: { fields: Array<{ name?: string; labels?: Record<string, string> }> };
  data: { values: unknown[][] };
}

interface Response {
  results: Record<string, { error?: string; frames?: Frame[] }>;
}

const expression = (fields: object) => ({ refId: 'B', datasource: { type: '__expr__', uid: '__expr__' }, ...fields });
const reduce = expression({ type: 'reduce', expression: 'A', reducer: 'last' });
const math = expression({ type: 'math', expression: '$A * 2' });
const threshold = expression({
  type: 'threshold',
  expression: 'A',
  conditions: [{ evaluator: { type: 'gte', params: [0] } }],
});
const sql = expression({ type: 'sql', expression: 'SELECT * FROM A' });

/** The frames of expression B over query A, as a panel of a dashboard asks for them. */
async function framesOf(request: APIRequestContext, query: Partial<KmmQuery>, over: object): Promise<Frame[]> {
  const datasource = { type: 'kmm-liveperson-datasource', uid: 'liveperson-kmm' };
  const queries = [{ ...makeQuery(query), datasource, intervalMs: 60_000, maxDataPoints: 500 }, over];
  const response = await request.post('/api/ds/query', { data: { queries, from: 'now-6h', to: 'now' } });
  const { A, B } = ((await response.json()) as Response).results;
  expect([A?.error, B?.error]).toEqual([undefined, undefined]);
  return B?.frames ?? [];
}

const agents: Partial<KmmQuery> = {
  rows: 'agent',
  kpis: ['agent_current_status', 'agent_current_status_start_time', 'agent_load', 'max_slots'],
};

for (const [name, over] of Object.entries({ reduce, math, threshold })) {
  test(`${name} takes the numbers of a table with texts and times`, async ({ request }) => {
    const frames = await framesOf(request, agents, over);
    expect(frames.length).toBeGreaterThan(0);
    for (const { schema } of frames) {
      expect(schema.fields.at(-1)?.labels).toMatchObject({ agentId: expect.any(String) });
    }
  });
}

test('an expression over a trend without rows has no data, and no error', async ({ request }) => {
  const query: Partial<KmmQuery> = { rows: 'skill', kpis: ['csat'], shape: 'series', filter: { skills: ['99'] } };
  const frames = await framesOf(request, query, reduce);
  expect(frames.flatMap(({ data }) => data.values.flat())).toEqual([]);
});

test('SQL has each field of a table, and the rows of every shape', async ({ request }) => {
  const settings = await request.get('/api/frontend/settings');
  const { featureToggles } = (await settings.json()) as { featureToggles: Record<string, boolean> };
  test.skip(!featureToggles.sqlExpressions, 'Grafana has no SQL expressions');
  const columns = async (query: Partial<KmmQuery>) => {
    const [frame] = await framesOf(request, query, sql);
    expect(frame?.data.values[0]?.length).toBeGreaterThan(0);
    return frame?.schema.fields.map((field) => field.name);
  };
  expect(await columns(agents)).toEqual(['agent', 'agentId', ...(agents.kpis ?? [])]);
  expect(await columns({ rows: 'skill', kpis: ['csat'] })).toEqual(['skill', 'skillId', 'csat']);
  expect(await columns({ rows: 'account', kpis: ['csat'] })).toContain('__value__');
  expect(await columns({ rows: 'skill', kpis: ['csat'], shape: 'series' })).toEqual(
    expect.arrayContaining(['time', '__value__', 'skill'])
  );
});
