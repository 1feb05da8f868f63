import { omit } from 'lodash';
import { parse } from 'yaml';

import { findKpi, isChat, isProvenance, kpis, thresholdsOf } from '../../catalogue';
import type { KmmQuery } from '../../src/query/model';
import { dashboards } from '../outputs';
import { alertFile, alertRules, recordingFile } from './files';
import type { Rule, RuleGroup } from './model';
import { ruleOf } from './rule';

const built = Object.values(dashboards());
const rules = alertRules(built).filter((rule) => rule.uid !== 'lp-health');
const health = alertRules(built).find((rule) => rule.uid === 'lp-health');

const groupsIn = (text: string) => (parse(text) as { apiVersion: number; groups: RuleGroup[] }).groups;

const queryOf = (rule: Rule) => rule.data[0]?.model as KmmQuery;
const conditionOf = (rule: Rule) => (rule.data[1]?.model as { conditions: object[] }).conditions[0];

describe.each(rules)('$title', (rule) => {
  const { rows, kpis: ids } = queryOf(rule);
  const kpi = findKpi(ids[0] ?? '');

  it('queries one numeric KPI by severity, of people where dashboards leave bots out', () => {
    const people = ids[0] === 'available_slots' ? { userTypes: ['HUMAN'] } : {};
    expect(ids).toHaveLength(1);
    expect(kpi?.rows).toContain(rows);
    expect(queryOf(rule)).toMatchObject({ shape: 'value', severities: 'state' });
    const queries = rule.data.filter(({ datasourceUid }) => datasourceUid === 'liveperson-kmm');
    expect(queries.map(({ model }) => (model as KmmQuery).filter)).toEqual([people, people, people]);
  });

  it('has no level of its own, so that one in the settings moves it', () => {
    expect(rule.data.map(({ refId }) => refId).slice(0, 4)).toEqual(['A', 'B', 'value', 'level']);
    expect(conditionOf(rule)).toEqual({
      evaluator: { type: 'gt', params: [0.9] },
      unloadEvaluator: { type: 'lt', params: [0.4] },
    });
    const levels = Object.values((kpi && thresholdsOf(kpi, rows)) ?? {});
    expect(levels).toHaveLength(2);
    const withoutOtherNumbers = omit(rule, ['panelId', 'annotations.__panelId__']);
    for (const level of levels.filter((one) => one > 1)) {
      expect(JSON.stringify(withoutOtherNumbers)).not.toMatch(new RegExp(`[^\\w.]${level}[^\\w.]`));
    }
  });

  it('waits before it fires and before it ends', () => {
    expect(rule).toMatchObject({ for: '2m', keepFiringFor: '5m' });
  });

  it('says in a sentence what is wrong, where and for how long', () => {
    const { summary = '' } = rule.annotations ?? {};
    const value = '{{ with $values.value }}';
    expect(summary.startsWith(`${value}{{ with $values.value.Labels.skill }}`)).toBe(rows === 'skill');
    expect(summary.startsWith(`${value}Account {{ $labels.account }}: `)).toBe(rows === 'account');
    expect(summary).toContain(` ({{ $labels.severity }}: ${kpi?.better === 'more' ? 'below' : 'from'} {{ `);
    expect(summary).toContain(` for 2 min){{ else }}no data for ${kpi?.label}{{ end }}`);
    expect(summary.endsWith(`{{ else }}LivePerson: no data for ${kpi?.label}{{ end }}`)).toBe(true);
    expect(rule.title).not.toMatch(/_|critical|warning/);
  });

  it('links to the dashboard with its account and skill', () => {
    const linked = built.find(({ uid }) => uid === rule.dashboardUid)?.panels?.find(({ id }) => id === rule.panelId);
    const isShown = JSON.stringify(built).includes(`"${kpi?.id}"`);
    expect(JSON.stringify(linked) ?? '').toContain(isShown ? `"${kpi?.id}"` : '');
    expect(linked !== undefined).toBe(isShown);
    const skill = rows === 'skill' ? '{{ with $labels.skillId }}&var-skill={{ . }}{{ end }}' : '';
    const isMonitored = kpi?.sources?.every(({ api }) => api === 'interactions.monitoring');
    const name = kpi && isChat(kpi) ? 'chat' : isMonitored ? 'monitoring' : 'current';
    const links = {
      dashboard_url: `{{ externalURL }}d/liveperson-${name}?var-datasource=liveperson-kmm${skill}`,
      __dashboardUid__: rule.dashboardUid,
      __panelId__: String(rule.panelId),
    };
    expect(rule.annotations).toMatchObject(isShown ? links : {});
    expect(built.map(({ uid }) => uid)).toContain('liveperson-current');
    expect(rule.annotations).not.toHaveProperty('runbook_url');
  });

  it('keeps its state in an outage, and is normal without data', () => {
    expect(rule).toMatchObject({ execErrState: 'KeepLast', noDataState: 'OK' });
  });
});

it('has names in its alerts, and the data source by which a dashboard lists them', () => {
  for (const rule of [...rules, health]) {
    expect(rule?.labels).toMatchObject({ source: 'liveperson', datasource: 'liveperson-kmm' });
  }
  for (const { data } of rules) {
    const queries = data.filter(({ datasourceUid }) => datasourceUid === 'liveperson-kmm');
    expect(queries.map(({ model }) => (model as KmmQuery).nameLabels)).toEqual([true, true, true]);
  }
});

it('looks back as far as dashboards do: an hour for response times and the service level, a day for CSAT', () => {
  const windows = rules.flatMap(({ data: [query] }) => {
    const kpi = findKpi((query?.model as KmmQuery).kpis[0] ?? '');
    return kpi?.tense === 'window' ? [{ id: kpi.id, seconds: query?.relativeTimeRange.from }] : [];
  });
  const overADay = windows.filter(({ seconds }) => seconds === 86400);
  expect(new Set(overADay.map(({ id }) => id))).toEqual(new Set(['csat']));
  const overAnHour = windows.filter(({ seconds }) => seconds === 3600);
  expect(overAnHour.map(({ id }) => id)).toEqual(expect.arrayContaining(['avg_wait_time', 'service_level']));
  expect(overADay.length + overAnHour.length).toBe(windows.length);
});

it('rounds a mean in its text, and writes a count in full', () => {
  const summary = (uid: string) => rules.find((rule) => rule.uid === uid)?.annotations?.summary;
  expect(summary('lp-account-open_mcs')).toContain('MCS of {{ printf "%.1f" $values.value.Value }}');
  expect(summary('lp-account-open_conversations')).toContain('{{ $values.value }} open');
});

it('has the rules of chats in a group of their own, whose alerts say that they are of chats', () => {
  const groups = groupsIn(alertFile(built));
  expect(groups.map(({ name }) => name)).toEqual(['LivePerson health', 'LivePerson', 'LivePerson chat']);
  const uidsOf = (name: string) => groups.find((group) => group.name === name)?.rules.map(({ uid }) => uid);
  expect(uidsOf('LivePerson chat')).toEqual([
    'lp-account-chat_in_queue',
    'lp-account-chat_abandon_rate',
    'lp-account-chat_service_level',
    'lp-account-chat_time_to_answer',
    'lp-skill-chat_in_queue',
    'lp-skill-chat_abandon_rate',
  ]);
  expect(uidsOf('LivePerson')?.filter((uid) => uid.includes('-chat_'))).toEqual([]);
  for (const { title, annotations } of rules.filter(({ uid }) => uid.includes('-chat_'))) {
    expect(title).toMatch(/\bchats?\b/i);
    expect(annotations?.summary).toMatch(/: \{\{ if eq \.Value \.Value \}\}.*\bchats?\b.*\{\{ else \}\}no data/);
  }
});

it('has one rule for both severities of a KPI and a kind of row', () => {
  const asked = rules.map((rule) => `${queryOf(rule).rows}: ${queryOf(rule).kpis.join()}`);
  expect(new Set(asked).size).toBe(asked.length);
});

it('reports an outage by the health rule, with the account of the provisioned data source', () => {
  expect(health).toMatchObject({ execErrState: 'Alerting', noDataState: 'Alerting' });
  expect(health && conditionOf(health)).toEqual({ evaluator: { type: 'lt', params: [0] } });
  expect(alertFile(built)).toContain('account: $LP_ACCOUNT_ID');
});

it('links to the runbook, with the KPI where the address names it', () => {
  const runbooks = (address: string) =>
    alertRules(built, { runbook: address }).map(({ annotations }) => annotations?.runbook_url);
  expect(new Set(runbooks('https://wiki.example.com'))).toEqual(new Set(['https://wiki.example.com']));
  expect(runbooks('https://wiki.example.com#{kpi}')).toEqual(
    expect.arrayContaining(['https://wiki.example.com#health', 'https://wiki.example.com#csat'])
  );
});

it('warns of the KPIs only for which the catalogue says so', () => {
  const isCritical = (uid: string) =>
    alertRules(built)
      .find((rule) => rule.uid === uid)
      ?.data.filter(({ datasourceUid }) => datasourceUid !== '__expr__')
      .map(({ model }) => (model as KmmQuery).onlyCritical === true);
  expect(isCritical('lp-skill-unassigned_conversations')).toEqual([false, false, false]);
  for (const id of ['csat', 'human_agent_load', 'avg_wait_time_first_response']) {
    expect(isCritical(`lp-skill-${id}`)).toEqual([true, true, true]);
  }
});

it('rejects an alert rule for a KPI without levels', () => {
  const texts = { rows: {}, title: 'Online', value: '{value} online' };
  expect(() => ruleOf({ kpi: 'online_agents', rows: 'account', severities: ['critical'], texts }, {})).toThrow(
    'The catalogue has no levels of "online_agents" for rows "account"'
  );
});

it('deletes the rules that it replaces, and none that it has', () => {
  const { deleteRules } = parse(alertFile(built)) as { deleteRules: Array<{ orgId: number; uid: string }> };
  const deleted = deleteRules.map(({ uid }) => uid);
  expect(deleted).toContain('lp-skill-critical-csat');
  expect(rules.filter(({ uid }) => deleted.includes(uid))).toEqual([]);
});

it('links no rule of a KPI that is on no panel', () => {
  for (const rule of alertRules([])) {
    expect(rule).not.toHaveProperty('panelId');
    expect(Object.keys(rule.annotations ?? {}).sort()).toEqual(['description', 'summary']);
  }
});

const recorded = groupsIn(recordingFile()).flatMap((group) => group.rules);

it('writes valid uids: unique, and at most 40 characters', () => {
  const ids = [...groupsIn(alertFile(built)).flatMap((group) => group.rules), ...recorded].map(({ uid }) => uid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[\w-]{1,40}$/.test(id))).toBe(true);
});

it('records every KPI of account and skills once, with its own metric name', () => {
  const metricsOf = (row: 'account' | 'skill') =>
    kpis.filter((kpi) => kpi.rows.includes(row) && !isProvenance(kpi)).map(({ id }) => `liveperson_${row}_${id}`);
  expect(recorded.map((rule) => rule.record?.metric).sort()).toEqual(
    [...metricsOf('account'), ...metricsOf('skill')].sort()
  );
  expect(recorded.every((rule) => rule.condition === undefined)).toBe(true);
});

it('records chat in groups of its own, which an account without chat can leave out', () => {
  for (const { name, rules: own } of groupsIn(recordingFile())) {
    const areOfChat = own.map((rule) => /^liveperson_\w+?_chat_/.test(rule.record?.metric ?? ''));
    expect(areOfChat).toEqual(areOfChat.map(() => name.includes('chat')));
  }
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
