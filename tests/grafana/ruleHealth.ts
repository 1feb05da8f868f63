import { type APIRequestContext, expect } from '@playwright/test';

interface Rule {
  uid: string;
  name: string;
  health: string;
  lastError?: string;
}

interface Rules {
  data: { groups: Array<{ rules: Rule[] }> };
}

/** The health of alert rules as `uid: ok` or `uid: error`, ordered by uid. */
export async function healthOf(request: APIRequestContext, isWanted: (rule: Rule) => boolean): Promise<string[]> {
  const response = await request.get('/api/prometheus/grafana/api/v1/rules');
  expect(response.ok(), `the alert rules answer ${response.status()}`).toBe(true);
  const { groups } = ((await response.json()) as Rules).data;
  const rules = groups.flatMap((group) => group.rules).filter(isWanted);
  return rules.map(({ uid, health, lastError }) => `${uid}: ${lastError || health}`).sort();
}
