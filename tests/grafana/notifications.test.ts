import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type APIRequestContext, expect, test } from '@playwright/test';
import fastify from 'fastify';
import { parse } from 'yaml';

import { root } from '../../scripts/project';

interface Receiver {
  type: string;
  settings: Record<string, string>;
}

interface Notifications {
  templates: Array<{ name: string; template: string }>;
  contactPoints: Array<{ receivers: Receiver[] }>;
}

const read = (name: string) => parse(readFileSync(join(root, 'docs', name), 'utf8')) as unknown;
const { templates, contactPoints } = read('notifications.yaml') as Notifications;
const receivers = contactPoints.flatMap((one) => one.receivers);

const alert = (skill: string, severity: string, summary: string) => ({
  labels: { alertname: 'Too many unassigned conversations for a skill', account: '12345678', severity, skillId: skill },
  annotations: {
    summary,
    dashboard_url: `https://grafana.example.com/d/liveperson-current?var-skill=${skill}`,
    runbook_url: 'https://wiki.example.com/liveperson',
  },
});
const critical = alert('1', 'critical', 'Sales: 30 unassigned (critical: from 15 for 2 min)');
const warning = alert('1', 'warning', 'Sales: 30 unassigned (warning: from 8 for 2 min)');
const other = alert('2', 'warning', 'Billing: 9 unassigned (warning: from 8 for 2 min)');
const over = { ...warning, endsAt: '2025-06-11T12:00:00Z' };

async function postOk(request: APIRequestContext, path: string, data: object): Promise<unknown> {
  const response = await request.post(`/api/alertmanager/grafana/config/api/v1/${path}`, { data });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** What a template makes of alerts, without the space around it. */
async function textOf(request: APIRequestContext, name: string, alerts: object[]): Promise<string | undefined> {
  const data = { name: 'liveperson', template: templates[0]?.template, alerts };
  const { results } = (await postOk(request, 'templates/test', data)) as {
    results?: Array<{ name: string; text: string }>;
  };
  return results?.find((one) => one.name === name)?.text.trim();
}

test('a notification is named after its worst alert', async ({ request }) => {
  const title = (...alerts: object[]) => textOf(request, 'liveperson.title', alerts);
  expect(await title(warning, critical)).toBe(critical.annotations.summary);
  expect(await title(warning, critical, other)).toBe(`${critical.annotations.summary} (and others)`);
  expect(await title(over)).toBe(`[Resolved] ${warning.annotations.summary}`);
  expect(await textOf(request, 'liveperson.color', [over])).toBe('#2eb67d');
  expect(await textOf(request, 'liveperson.color', [critical, warning])).toBe('#c4162a');
});

test('a mail has each alert with its account, the time and links, and no warning beside its critical alert', async ({
  request,
}) => {
  const text = await textOf(request, 'liveperson.mail', [warning, critical, other, over]);
  const linesOf = (title: string, { annotations }: typeof critical, time: string) => [
    `${title}${annotations.summary}`,
    expect.stringMatching(new RegExp(`^${time}, account 12345678$`)),
    `Dashboard: ${annotations.dashboard_url}`,
    `Runbook: ${annotations.runbook_url}`,
  ];
  expect(text?.split('\n').filter((line) => line && !line.startsWith('Silence: '))).toEqual([
    ...linesOf('', critical, 'Since \\d\\d:\\d\\d \\S+'),
    ...linesOf('', other, 'Since \\d\\d:\\d\\d \\S+'),
    ...linesOf('Resolved: ', warning, 'From \\d\\d:\\d\\d to \\d\\d:\\d\\d \\S+'),
  ]);
});

/** Starts a server that plays Slack and Teams: it keeps what it gets by path. */
async function startReceiver(): Promise<{ address: string; got: Map<string, string>; close: () => Promise<void> }> {
  const got = new Map<string, string>();
  const server = fastify();
  server.post('/:type', (request, reply) => {
    const { type } = request.params as { type: string };
    got.set(type, JSON.stringify(request.body));
    return reply.type('text/plain').send(type === 'teams' ? '1' : 'ok');
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, got, close: async () => server.close() };
}

test('the example contact point reaches Slack and Teams', async ({ request }) => {
  const template = '/api/v1/provisioning/templates/liveperson';
  const saved = await request.put(template, {
    data: { template: templates[0]?.template },
    headers: { 'X-Disable-Provenance': 'true' },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  const { address, got, close } = await startReceiver();
  try {
    const configs = receivers
      .filter(({ type }) => type !== 'email')
      .map(({ type, settings }) => ({ name: type, type, settings: { ...settings, url: `${address}/${type}` } }));
    const send = () =>
      postOk(request, 'receivers/test', {
        alert: critical,
        receivers: [{ name: 'LivePerson', grafana_managed_receiver_configs: configs }],
      });
    // Grafana reads templates anew each minute.
    await expect(async () => {
      await send();
      expect(got.get('slack')).toContain('"#c4162a"');
    }).toPass({ timeout: 90_000, intervals: [5000] });
    const { summary, dashboard_url: url } = critical.annotations;
    for (const [type, link] of Object.entries({ slack: `${url}|Dashboard>`, teams: `[Dashboard](${url})` })) {
      expect(got.get(type), type).toContain(`"${summary}"`);
      expect(got.get(type), type).toContain(link);
      expect(got.get(type), type).toContain('Account 12345678');
    }
  } finally {
    await close();
    await request.delete(template, { headers: { 'X-Disable-Provenance': 'true' } });
  }
});

test('the example policy routes by a label that the rules have', async ({ request }) => {
  const { policies } = read('notification-policy.yaml') as {
    policies: Array<{ orgId: number; routes: Array<{ receiver: string; object_matchers: string[][] }> }>;
  };
  const routes = policies.flatMap((policy) => policy.routes);
  expect(routes.map(({ object_matchers: matchers }) => matchers)).toEqual([[['source', '=', 'liveperson']]]);
  const rule = await request.get('/api/v1/provisioning/alert-rules/lp-skill-unassigned_conversations');
  expect(await rule.json()).toMatchObject({ labels: { source: 'liveperson' } });
});
