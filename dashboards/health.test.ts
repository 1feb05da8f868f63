import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { health } from './health';
import { dashboards } from './outputs';

interface Asked {
  expr: string;
  legendFormat: string;
}

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');

const endings = { counter: [''], gauge: [''], histogram: ['_bucket', '_sum', '_count'] };

/** The metrics that the plugin registers, by the name under which Prometheus has them, with their labels. */
function registered(): Map<string, string[]> {
  const files = readdirSync(join(__dirname, '..', 'pkg/telemetry')).filter((name) => /(?<!_test)\.go$/.test(name));
  const source = files.map((name) => read(`pkg/telemetry/${name}`)).join('\n');
  const [, prefix = ''] = /\bprefix += "(\w+)"/.exec(source) ?? [];
  const declared = [...source.matchAll(/^\t\t\w+: +(counter|gauge|histogram)\("(\w+)", "[^"]*"(.*)\),$/gm)];
  return new Map(
    declared.flatMap(([, kind, name = '', rest = '']) => {
      const labels = [...rest.matchAll(/"(\w+)"/g)].map(([, label = '']) => label);
      return endings[kind as keyof typeof endings].map((ending): [string, string[]] => [
        `${prefix}${name}${ending}`,
        ['datasource', ...(ending === '_bucket' ? ['le'] : []), ...labels],
      ]);
    })
  );
}

const metrics = registered();
const dashboard = JSON.parse(JSON.stringify(health())) as ReturnType<typeof health>;
const [needs, ...panels] = (dashboard.panels ?? []) as Panel[];
const asked = panels.flatMap(({ title, targets = [] }) =>
  (targets as unknown as Asked[]).map((target) => ({ title, ...target }))
);
const namesIn = (expr: string) => [...expr.matchAll(/liveperson_kmm_\w+/g)].map(([name]) => name);
const found = (text: string, patterns: RegExp[]) =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, labels = '']) => labels.split(', ')));

/** The labels that a query wants of a metric: where it selects, and where it adds up and names all it asks for. */
const labelsOf = (name: string, expr: string, legend: string) => [
  ...found(expr, [new RegExp(`${name}\\{([^}]*)\\}`, 'g')]).flatMap((selector) => found(selector, [/(\w+)!?=~?"/g])),
  ...found(expr + legend, [/by \(([^)]*)\)/g, /\{\{(\w+)\}\}/g]),
];

it.each(asked)('$title asks only for metrics and labels that the plugin has', ({ expr, legendFormat }) => {
  expect(namesIn(expr)).not.toHaveLength(0);
  for (const name of namesIn(expr)) {
    expect([...metrics.keys()]).toContain(name);
    expect(metrics.get(name)).toEqual(expect.arrayContaining(labelsOf(name, expr, legendFormat)));
    // Of one account only, however many data sources there are.
    expect(expr).toContain(`${name}{datasource="$datasource"`);
  }
});

it.each(panels.map((panel) => ({ title: panel.title, panel })))(
  '$title says what it means, in which unit',
  ({ panel }) => {
    expect(panel.title).toBeTruthy();
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
    expect(panel.datasource).toEqual({ type: 'prometheus', uid: '${prometheus}' });
  }
);

const bare = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

it('shows every metric, and docs/health.md explains it', () => {
  const shown = new Set(asked.flatMap(({ expr }) => namesIn(expr)).map(bare));
  const all = new Set([...metrics.keys()].map(bare));
  expect([...shown].sort()).toEqual([...all].sort());
  const page = read('docs/health.md');
  for (const name of all) {
    expect(page).toContain(`| \`${name}\``);
  }
});

it('gives every source of answers a colour of its own', () => {
  const sources = [
    ...read('pkg/gather/answer.go').matchAll(/Source = "(\w+)"/g),
    ...read('pkg/telemetry/telemetry.go').matchAll(/^\t(?:late|failed) += "(\w+)"$/gm),
  ].map(([, source = '']) => source);
  const coloured = panels
    .filter(({ title }) => title === 'Answers by source')
    .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? []);
  const colours = coloured.flatMap(({ properties }) => properties.map(({ value }) => JSON.stringify(value)));
  expect(coloured.map(({ matcher }) => matcher.options as string).sort()).toEqual(sources.sort());
  expect(new Set(colours).size).toBe(sources.length);
});

it('says first what it needs, with the address that docs/health.md gives', () => {
  const [, address = ''] = /metrics_path: (\S+)/.exec(read('docs/health.md')) ?? [];
  expect(needs).toMatchObject({ type: 'text', gridPos: { x: 0, y: 0 } });
  expect((needs?.options as { content: string }).content).toContain(`\`${address}\``);
});

it('offers a Prometheus and the accounts, whose uids are the label', () => {
  expect(dashboard.templating.list).toMatchObject([
    { name: 'prometheus', type: 'datasource', query: 'prometheus' },
    { name: 'datasource', type: 'datasource', query: 'kmm-liveperson-datasource' },
  ]);
});

it('names services as the plugin does', () => {
  const services = asked.flatMap(({ expr }) =>
    [...expr.matchAll(/service=~"([^"]*)"/g)].flatMap(([, all = '']) => all.split('|'))
  );
  expect(services).not.toHaveLength(0);
  for (const service of services) {
    expect(read('pkg/liveperson/hosts.go')).toContain(`"${service}"`);
  }
});

it('is not in the menu of the KPI dashboards', () => {
  const listed = Object.values(dashboards()).flatMap(({ links = [] }) => links.flatMap(({ tags }) => tags));
  expect(listed).not.toHaveLength(0);
  for (const tag of dashboard.tags ?? []) {
    expect(listed).not.toContain(tag);
  }
});
