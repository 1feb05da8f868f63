import { StackingMode } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkType,
  DatasourceVariableBuilder,
  type DynamicConfigValue,
  FieldColorModeId,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { course, latest, prometheus, stackedCourse } from './panels/prometheus';
import { pluginId } from './variables';

/** A metric of the plugin (pkg/telemetry), of the chosen data source and of what else is `where`. */
const metric = (name: string, where = '') => `liveperson_kmm_${name}{datasource="$datasource"${where}}`;

const perMinute = (name: string, by: string) => `60 * sum by (${by}) (rate(${metric(name)}[$__rate_interval]))`;

// Of the time range, not of its steps: a minute without a request has no ratio.
const inRange = (name: string, where?: string) => `sum(increase(${metric(name, where)}[$__range]))`;

const quantile = (share: number, name: string, by: string) =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric(`${name}_bucket`)}[$__rate_interval])))`;

const colour = (fixedColor: string): DynamicConfigValue[] => [
  { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } },
];

const questionsPerRequest = latest({
  title: 'Questions per request',
  description:
    'How many questions of panels and alert rules one request to LivePerson answered, over the time range. The more viewers share, the higher.',
  unit: 'short',
  queries: { questions: `${inRange('answers_total')} / ${inRange('requests_total')}` },
});

const failed = latest({
  title: 'Requests that failed',
  description: 'The share of requests, over the time range, to which LivePerson answered with an error or not at all.',
  unit: 'percentunit',
  // Before the first failure there is no series of failures, which is 0 of what was asked.
  queries: {
    failed: `(${inRange('requests_total', ', status!="200"')} or vector(0)) / ${inRange('requests_total')}`,
  },
});

const entries = latest({
  title: 'Answers kept',
  description: 'How many answers of LivePerson are in the memory of the data source.',
  unit: 'short',
  queries: { answers: `sum(${metric('memory_entries')})` },
});

const bytes = latest({
  title: 'Memory for answers',
  description: 'About how many bytes the kept answers take.',
  unit: 'bytes',
  queries: { bytes: `sum(${metric('memory_bytes')})` },
});

const byService = stackedCourse(
  {
    title: 'Requests by service',
    description: 'Requests to LivePerson a minute, by the service that was asked.',
    unit: 'reqpm',
    queries: { '{{service}}': perMinute('requests_total', 'service') },
  },
  StackingMode.Normal
);

const byStatus = stackedCourse(
  {
    title: 'Requests by status',
    description:
      'Requests to LivePerson a minute, by HTTP status: 200 was answered, 429 is over LivePerson’s rate limit, 504 took too long, 502 could not be reached or not be read, 0 failed in another way.',
    unit: 'reqpm',
    queries: { '{{status}}': perMinute('requests_total', 'status') },
  },
  StackingMode.Normal
)
  .overrideByRegexp('/^(0|5..)$/', colour('red'))
  .overrideByRegexp('/^4..$/', colour('orange'))
  .overrideByName('200', colour('green'));

const repeats = stackedCourse(
  {
    title: 'Repeats',
    description: 'Requests a minute that were sent again after LivePerson failed, by service.',
    unit: 'reqpm',
    queries: { '{{service}}': perMinute('request_repeats_total', 'service') },
  },
  StackingMode.Normal
);

const bySource = stackedCourse(
  {
    title: 'Answers by source',
    description:
      'Where answers to panels and alert rules came from, as shares. Asked: a request for this one. Shared: a request that was under way for another. Memory: known and fresh. Stale: LivePerson fails, and this is what it said last.',
    unit: 'percentunit',
    queries: { '{{source}}': perMinute('answers_total', 'source') },
  },
  StackingMode.Percent
)
  .overrideByName('stale', colour('red'))
  .overrideByName('asked', colour('blue'))
  .overrideByName('shared', colour('purple'))
  .overrideByName('memory', colour('green'));

const age = course({
  title: 'Age of answers',
  description: 'How old answers were when they were given, by source: 95 of 100 were younger than this.',
  unit: 's',
  queries: { '{{source}}': quantile(0.95, 'answer_age_seconds', 'source') },
});

const latency = course({
  title: 'Time LivePerson takes',
  description: 'How long LivePerson took to answer a request, by service: half (p50) and 95 of 100 (p95) were faster.',
  unit: 's',
  queries: {
    '{{service}}, p50': quantile(0.5, 'request_duration_seconds', 'service'),
    '{{service}}, p95': quantile(0.95, 'request_duration_seconds', 'service'),
  },
});

const waits = course({
  title: 'Wait for the budget',
  description:
    'How long a request waited for its turn within the limits of the data source, by service: 95 of 100 waited less than this.',
  unit: 's',
  queries: { '{{service}}': quantile(0.95, 'request_wait_seconds', 'service') },
});

const screen: Section = {
  panels: [
    ...[questionsPerRequest, failed, entries, bytes].map((panel, index) => place(panel, index * 6, 0, 6, 4)),
    ...[byService, byStatus, repeats].map((panel, index) => place(panel, index * 8, 4, 8, 9)),
    ...[bySource, age, latency, waits].map((panel, index) => place(panel, index * 6, 13, 6, 9)),
  ],
};

// Its value is the uid, which is the label of the metrics; the address of the other dashboards has it too.
const account = new DatasourceVariableBuilder('datasource').label('Account').type(pluginId).build();
const store = new DatasourceVariableBuilder('prometheus').label('Prometheus').type(prometheus.type).build();

const kpiDashboards = {
  title: 'LivePerson dashboards',
  type: DashboardLinkType.Dashboards,
  icon: 'external link',
  tooltip: '',
  tags: ['liveperson'],
  asDropdown: true,
  targetBlank: false,
  includeVars: true,
  keepTime: true,
};

/**
 * What the data source itself does, for who operates it: drawn from its own metrics, which a Prometheus must scrape
 * (docs/health.md). It has a tag of its own, so that the menu of the KPI dashboards, for other people, does not list it.
 */
export function health(): ClassicDashboard {
  const shared = dashboard({
    uid: 'liveperson-health',
    title: 'LivePerson: Data source health',
    description:
      'What the data source asks of LivePerson and what becomes of it. Needs a Prometheus that scrapes the metrics of the plugin; without one it stays empty. See docs/health.md.',
    sections: [screen],
    choices: [],
  });
  return {
    ...shared,
    tags: ['liveperson-health'],
    templating: { list: [store, account] },
    links: [kpiDashboards],
  };
}
