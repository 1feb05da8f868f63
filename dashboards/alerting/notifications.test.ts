import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const root = join(__dirname, '../..');
const readDoc = (name: string): unknown => parse(readFileSync(join(root, 'docs', name), 'utf8'));

interface Notifications {
  templates: Array<{ template: string }>;
  contactPoints: Array<{ name: string; receivers: Array<{ type: string; settings: Record<string, string> }> }>;
}

const { templates, contactPoints } = readDoc('notifications.yaml') as Notifications;
const namesIn = (text: string, action: string) =>
  [...text.matchAll(new RegExp(`{{-? ?${action} "([\\w.]+)"`, 'g'))].map(([, name]) => name);

it('defines every template that is used', () => {
  const texts = templates.map(({ template }) => template).join('\n');
  const settings = contactPoints.flatMap(({ receivers }) => receivers).flatMap((one) => Object.values(one.settings));
  const defined = namesIn(texts, 'define');
  const used = [texts, ...settings].flatMap((text) => namesIn(text, 'template'));
  expect(used).toContain('liveperson.title');
  expect(used.filter((name) => !defined.includes(name))).toEqual([]);
});

it('routes to the example contact point', () => {
  const { policies } = readDoc('notification-policy.yaml') as {
    policies: Array<{ routes: Array<{ receiver: string }> }>;
  };
  const receivers = policies.flatMap(({ routes }) => routes).map(({ receiver }) => receiver);
  expect(receivers).toEqual(contactPoints.map(({ name }) => name));
});

it('is off by default: Grafana finds no contact point and no policy in the provisioning folder', () => {
  for (const name of ['notifications.yaml', 'notification-policy.yaml']) {
    expect(existsSync(join(root, 'provisioning', 'alerting', name))).toBe(false);
  }
});
