import { parse } from 'yaml';

import type { RuleGroup } from './alerting/model';
import type { ClassicDashboard } from './dashboard';
import { outputs, prefixedOutputs } from './outputs';

const written = prefixedOutputs('out', { prefix: 'acme', datasource: 'acme-uid' });
const copies = written
  .filter(({ path }) => path.endsWith('.json'))
  .map(({ text }) => ({ text, dashboard: JSON.parse(text) as ClassicDashboard }));
const uids = copies.map(({ dashboard }) => dashboard.uid);

const groupsIn = (text?: string) => (parse(text ?? '') as { groups: RuleGroup[] }).groups;
const rulesIn = (text?: string) => groupsIn(text).flatMap(({ rules }) => rules);
const copiedRules = written.find(({ path }) => path === 'out/alerting.yaml')?.text;
const originalRules = outputs().find(({ path }) => path === 'provisioning/alerting/liveperson.yaml')?.text;

it('has a dashboard for each of the plugin', () => {
  expect(uids.sort()).toEqual(
    ['agents', 'chat', 'closed', 'current', 'health', 'monitoring', 'sessions', 'skills', 'wall'].map(
      (name) => `acme-${name}`
    )
  );
});

describe.each(copies)('the copy $dashboard.title', ({ text, dashboard }) => {
  it('leads to other copies only', () => {
    for (const [, uid] of text.matchAll(/\/d\/([\w-]+)/g)) {
      expect(uids).toContain(uid);
    }
    for (const tag of [...(dashboard.tags ?? []), ...(dashboard.links ?? []).flatMap(({ tags }) => tags)]) {
      expect(tag).toMatch(/^acme/);
    }
  });

  it('is told apart by its title, and opens with its data source', () => {
    expect(dashboard.title).toMatch(/^LivePerson acme: /);
    expect(dashboard.templating.list?.find(({ name }) => name === 'datasource')?.current).toMatchObject({
      value: 'acme-uid',
    });
  });
});

it('has the same rules, for its data source, with links to its panels', () => {
  expect(rulesIn(copiedRules)).toHaveLength(rulesIn(originalRules).length);
  expect(copiedRules).not.toMatch(/(?<!kmm-)liveperson-/);
  for (const { dashboardUid, annotations } of rulesIn(copiedRules)) {
    if (!dashboardUid) {
      continue; // its KPI is on no dashboard
    }
    expect(uids).toContain(dashboardUid);
    expect(annotations?.__dashboardUid__).toBe(dashboardUid);
    expect(annotations?.dashboard_url).toMatch(/d\/acme-(current|monitoring|chat)\?var-datasource=acme-uid/);
  }
});

it('has rules and a folder that are not those of the originals', () => {
  const ids = [...rulesIn(originalRules), ...rulesIn(copiedRules)].map(({ uid }) => uid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[\w-]{1,40}$/.test(id))).toBe(true);
  expect(groupsIn(copiedRules).map(({ folder }) => folder)).toEqual(Array(3).fill('LivePerson acme'));
});

it('deletes the copies of rules that it replaces, has no account of another one, and links to its runbook', () => {
  const { deleteRules } = parse(copiedRules ?? '') as { deleteRules: Array<{ uid: string }> };
  expect(deleteRules).toHaveLength(24);
  expect(deleteRules.every(({ uid }) => uid.startsWith('acme-'))).toBe(true);
  expect(copiedRules).not.toContain('LP_ACCOUNT_ID');
  const names = { prefix: 'acme', datasource: 'acme-uid' };
  const linked = prefixedOutputs('out', names, 'https://wiki.example.com').find(({ path }) => path.endsWith('.yaml'));
  expect(linked?.text).toContain('runbook_url: https://wiki.example.com\n');
});

it('has no rules over the data source that has rules already', () => {
  expect(prefixedOutputs('out', { prefix: 'acme' }).map(({ path }) => path)).not.toContain('out/alerting.yaml');
});
