import { type APIRequestContext, expect } from '@playwright/test';

/** An alert of a rule, which Grafana knows by its labels. */
interface RuleAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: string;
  activeAt: string;
}

interface Rule {
  uid: string;
  name: string;
  health: string;
  lastError?: string;
  alerts?: RuleAlert[];
}

interface Rules {
  data: { groups: Array<{ rules: Rule[] }> };
}

async function rulesOf(request: APIRequestContext, isWanted: (rule: Rule) => boolean): Promise<Rule[]> {
  const response = await request.get('/api/prometheus/grafana/api/v1/rules');
  expect(response.ok(), `the alert rules answer ${response.status()}`).toBe(true);
  const { groups } = ((await response.json()) as Rules).data;
  return groups.flatMap((group) => group.rules).filter(isWanted);
}

/** The health of alert rules as `uid: ok` or `uid: error`, ordered by uid. */
export async function healthOf(request: APIRequestContext, isWanted: (rule: Rule) => boolean): Promise<string[]> {
  const rules = await rulesOf(request, isWanted);
  return rules.map(({ uid, health, lastError }) => `${uid}: ${lastError || health}`).sort();
}

/** The alerts of the rule with this uid. */
export async function alertsOf(request: APIRequestContext, uid: string): Promise<RuleAlert[]> {
  const rules = await rulesOf(request, (rule) => rule.uid === uid);
  return rules.flatMap(({ alerts = [] }) => alerts);
}
