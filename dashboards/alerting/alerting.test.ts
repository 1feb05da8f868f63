import { parse } from 'yaml';

import { findKpi, kpis, type Severity, thresholdsOf } from '../../catalogue';
import type { KmmQuery } from '../../src/query/model';
import { dashboards } from '../outputs';
import { alertFile, alertRules, recordingFile } from './files';
import type { Rule, RuleGroup } from './model';
import { ruleOf } from './rule';
import type { AlertKpi } from './alertKpis';

const built = Object.values(dashboards());
const panel = { dashboardUid: 'liveperson-current', panelId: 2 };
const rules = alertRules(built).filter((rule) => rule.uid !== 'lp-health');
const health = alertRules(built).find((rule) => rule.uid === 'lp-health');

const queryOf = (rule: Rule) => rule.data[0]?.model as KmmQuery;
const evaluatorOf = (rule: Rule) =>
  (rule.data[1]?.model as { conditions: Array<{ evaluator: { type: string; params: number[] } }> }).conditions[0]
    ?.evaluator;

describe.each(rules)('$title', (rule) => {
  const { rows, kpis: ids } = queryOf(rule);
  const kpi = findKpi(ids[0] ?? '');

  it('queries one numeric KPI without filters', () => {
    expect(ids).toHaveLength(1);
    expect(kpi?.rows).toContain(rows);
    expect(queryOf(rule)).toMatchObject({ filter: {}, shape: 'value' });
  });

  it("fires at the catalogue's level, where the colour changes", () => {
    const levels = kpi && thresholdsOf(kpi, rows);
    const type = kpi?.better === 'more' ? 'lt' : 'gte';
    expect(evaluatorOf(rule)).toEqual({ type, params: [levels?.[rule.labels?.severity as Severity]] });
  });

  it('names KPI, value, skill and panel in its annotations', () => {
    const { summary = '', description = '' } = rule.annotations ?? {};
    for (const text of [summary, description]) {
      expect(text).toContain(kpi?.label);
      expect(text).toMatch(/\{\{ (humanize\w+ )?\$values\.\w+\.Value \}\}/);
      expect(text.includes('{{ with $values.names.Labels.skill }}')).toBe(rows === 'skill');
    }
    const linked = built.find(({ uid }) => uid === rule.dashboardUid)?.panels?.find(({ id }) => id === rule.panelId);
    expect(JSON.stringify(linked)).toContain(`"${kpi?.id}"`);
    expect(rule.annotations).toMatchObject({
      __dashboardUid__: rule.dashboardUid,
      __panelId__: String(rule.panelId),
    });
  });

  it('keeps its state in an outage, and is normal without data', () => {
    expect(rule).toMatchObject({ execErrState: 'KeepLast', noDataState: 'OK' });
  });
});

it('reports an outage by the health rule', () => {
  expect(health).toMatchObject({ execErrState: 'Alerting', noDataState: 'Alerting' });
  expect(health && evaluatorOf(health)).toEqual({ type: 'lt', params: [0] });
});

it('derives the rule from the level of the catalogue', () => {
  const levels = findKpi('unassigned_conversations')?.thresholds?.account ?? { warning: 0, critical: 0 };
  const unassigned: AlertKpi = { kpi: 'unassigned_conversations', rows: 'account', severities: [] };
  const before = levels.critical;
  try {
    levels.critical = 4711;
    expect(evaluatorOf(ruleOf(unassigned, 'critical', panel))?.params).toEqual([4711]);
  } finally {
    levels.critical = before;
  }
});

it('rejects an alert rule for a KPI without level', () => {
  expect(() => ruleOf({ kpi: 'online_agents', rows: 'account', severities: [] }, 'critical', panel)).toThrow(
    'The catalogue has no critical level of "online_agents" for rows "account"'
  );
});

it('links no rule of a KPI that is on no panel', () => {
  for (const rule of alertRules([])) {
    expect(rule).not.toHaveProperty('panelId');
    expect(rule.annotations).not.toHaveProperty('__panelId__');
  }
});

const groupsIn = (text: string) => (parse(text) as { apiVersion: number; groups: RuleGroup[] }).groups;
const recorded = groupsIn(recordingFile()).flatMap((group) => group.rules);

it('writes valid uids: unique, and at most 40 characters', () => {
  const ids = [...groupsIn(alertFile(built)).flatMap((group) => group.rules), ...recorded].map(({ uid }) => uid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[\w-]{1,40}$/.test(id))).toBe(true);
});

it('records every KPI of account and skills once, with its own metric name', () => {
  const numbers = kpis.filter(({ rows }) => rows.includes('account') && rows.includes('skill'));
  expect(recorded.map((rule) => rule.record?.metric).sort()).toEqual(
    numbers.flatMap(({ id }) => [`liveperson_account_${id}`, `liveperson_skill_${id}`]).sort()
  );
  expect(recorded.every((rule) => rule.condition === undefined)).toBe(true);
});

it('records rows with a value, even if others have none', () => {
  for (const { data, record } of recorded) {
    const written = data.find(({ refId }) => refId === record?.from);
    expect(written?.model).toMatchObject({ type: 'reduce', expression: 'A', settings: { mode: 'dropNN' } });
  }
});

it('records adjacent whole hours, independent of the second of evaluation', () => {
  const hourly = recorded.filter((rule) => findKpi(queryOf(rule).kpis[0] ?? '')?.tense === 'window');
  expect(hourly).not.toHaveLength(0);
  for (const rule of hourly) {
    expect(queryOf(rule).window).toEqual({ kind: 'last', hours: 1 });
    expect(rule.data[0]?.relativeTimeRange).toEqual({ from: 3660, to: 60 });
  }
});
