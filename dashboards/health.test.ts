import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { health } from './health';
import { dashboards } from './outputs';

interface PrometheusTarget {
  expr: string;
  legendFormat: string;
}

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');

const endings = { counter: [''], gauge: [''], histogram: ['_bucket', '_sum', '_count'] };

/** The Go source of the plugin without its tests. */
const source = readdirSync(join(__dirname, '../pkg'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!_test)\.go$/.test(name))
  .map((name) => read(`pkg/${name}`))
  .join('\n');

/** The metrics that the plugin registers, by the name under which Prometheus has them, with their labels. */
function registeredMetrics(): Map<string, string[]> {
  const [, prefix = ''] = /\bprefix += "(liveperson_\w+)"/.exec(source) ?? [];
  const declared = [...source.matchAll(/^\t\t\w+: +(counter|gauge|histogram)\("(\w+)", "[^"]*"(.*)\),$/gm)];
  return new Map(
    declared.flatMap(([, kind, name = '', rest = '']) => {
      const labels = [...rest.matchAll(/"(\w+)"/g)].map(([, label = '']) => label);
      return endings[kind as keyof typeof endings].map((ending): [string, string[]] => [
        `${prefix}${name}${ending}`,
        ['org', 'datasource', ...(ending === '_bucket' ? ['le'] : []), ...labels],
      ]);
    })
  );
}

const metrics = registeredMetrics();
const dashboard = JSON.parse(JSON.stringify(health())) as ReturnType<typeof health>;
const [requirements, ...panels] = (dashboard.panels ?? []) as Panel[];
const targets = panels.flatMap(({ title, targets: all = [] }) =>
  (all as unknown as PrometheusTarget[]).map((target) => ({ title, ...target }))
);
const namesIn = (expr: string) => [...expr.matchAll(/liveperson_kmm_\w+/g)].map(([name]) => name);
const found = (text: string, patterns: RegExp[]) =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, labels = '']) => labels.split(', ')));

/** The labels of a metric that a query uses, in matchers, aggregations and its legend. */
const labelsOf = (name: string, expr: string, legend: string) => [
  ...found(expr, [new RegExp(`${name}\\{([^}]*)\\}`, 'g')]).flatMap((selector) => found(selector, [/(\w+)!?=~?"/g])),
  ...found(expr + legend, [/by \(([^)]*)\)/g, /\{\{(\w+)\}\}/g]),
];

it.each(targets)('$title queries only metrics and labels of the plugin', ({ expr, legendFormat }) => {
  expect(namesIn(expr)).not.toHaveLength(0);
  for (const name of namesIn(expr)) {
    expect([...metrics.keys()]).toContain(name);
    expect(metrics.get(name)).toEqual(expect.arrayContaining(labelsOf(name, expr, legendFormat)));
    // Of the selected data source only: another organization may have one with the same uid.
    expect(expr).toContain(`${name}{org="$__org", datasource="$datasource"`);
  }
});

it.each(panels.map((panel) => ({ title: panel.title, panel })))('$title has a description and a unit', ({ panel }) => {
  expect(panel.title).toBeTruthy();
  expect(panel.description).toMatch(/\.$/);
  expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
  expect(panel.datasource).toEqual({ type: 'prometheus', uid: '${metrics}' });
});

const bare = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

it('shows every metric, and docs/health.md describes it', () => {
  const shown = new Set(targets.flatMap(({ expr }) => namesIn(expr)).map(bare));
  const all = new Set([...metrics.keys()].map(bare));
  expect([...shown].sort()).toEqual([...all].sort());
  const page = read('docs/health.md');
  for (const name of all) {
    expect(page).toContain(`| \`${name}\``);
  }
});

it('has a different colour for every status of a lookup', () => {
  const declared = [
    ...source.matchAll(/^\t\w+ +Status = "(\w+)"/gm),
    ...source.matchAll(/^\tstatus\w+ += "([a-z]+)"$/gm),
  ];
  const statuses = declared.map(([, status = '']) => status);
  const coloured = panels
    .filter(({ title }) => title === 'Lookups by status')
    .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? []);
  const colours = coloured.flatMap(({ properties }) => properties.map(({ value }) => JSON.stringify(value)));
  expect(coloured.map(({ matcher }) => matcher.options as string).sort()).toEqual(statuses.sort());
  expect(new Set(colours).size).toBe(statuses.length);
});

it('starts with its requirements, with the path of docs/health.md', () => {
  const [, path = ''] = /metrics_path: (\S+)/.exec(read('docs/health.md')) ?? [];
  expect(requirements).toMatchObject({ type: 'text', gridPos: { x: 0, y: 0 } });
  expect((requirements?.options as { content: string }).content).toContain(`\`${path}\``);
});

it('has variables for Prometheus and the data source, whose uid is the label', () => {
  expect(dashboard.templating.list).toMatchObject([
    { name: 'prometheus', type: 'datasource', query: 'prometheus' },
    // Without a Prometheus, panels take a data source without data: they have no error, and the text says what is missing.
    { name: 'metrics', type: 'custom', query: '${prometheus}, -- Dashboard --', hide: 2 },
    { name: 'datasource', type: 'datasource', query: 'kmm-liveperson-datasource' },
  ]);
});

it('uses the service names of the plugin', () => {
  const services = targets.flatMap(({ expr }) =>
    [...expr.matchAll(/service=~"([^"]*)"/g)].flatMap(([, all = '']) =>
      all.split('|').map((name) => name.replace(/\.\*$/, ''))
    )
  );
  expect(services).not.toHaveLength(0);
  for (const service of services) {
    expect(source).toContain(`"${service}"`);
  }
});

it('is not in the dropdown of the KPI dashboards', () => {
  const listed = Object.values(dashboards()).flatMap(({ links = [] }) => links.flatMap(({ tags }) => tags));
  expect(listed).not.toHaveLength(0);
  for (const tag of dashboard.tags ?? []) {
    expect(listed).not.toContain(tag);
  }
});
