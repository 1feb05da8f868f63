import { StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

import { course, latest, overall, stackedCourse } from './prometheus';

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

const sourceColours = {
  asked: 'blue',
  shared: 'purple',
  memory: 'green',
  stale: 'orange',
  late: 'yellow',
  failed: 'red',
};

// Before the first failure there is no series of failures, which is 0 of what was asked.
const shareInRange = (name: string, where: string) => `(${inRange(name, where)} or vector(0)) / ${inRange(name)}`;

const failureLevels = [
  { value: null, color: 'text' },
  { value: 0.01, color: 'orange' },
  { value: 0.1, color: 'red' },
];

// Signing in and finding hosts are requests too, but for nobody's question.
const ofQuestions = ', service=~"Key Messaging Metrics API|account configuration API"';

const questionsPerRequest = overall(
  {
    title: 'Questions per request',
    description:
      'How many questions of panels and alert rules came to one request to LivePerson, over the time range. The more viewers share, the higher.',
    unit: 'short',
    queries: { questions: `${inRange('answers_total')} / ${inRange('requests_total', ofQuestions)}` },
  },
  [{ value: null, color: 'text' }]
);

const failedRequests = overall(
  {
    title: 'Failed requests',
    description:
      'The share of requests, over the time range, to which LivePerson answered with an error or not at all: orange from 1 %, red from 10 %.',
    unit: 'percentunit',
    queries: { failed: shareInRange('requests_total', ', status!="200"') },
  },
  failureLevels
);

const failedQuestions = overall(
  {
    title: 'Failed questions',
    description:
      'The share of questions of panels and alert rules, over the time range, that got an error instead of values: orange from 1 %, red from 10 %. While LivePerson fails, values that are known keep panels from it for a while.',
    unit: 'percentunit',
    queries: { failed: shareInRange('answers_total', ', source="failed"') },
  },
  failureLevels
);

const entries = latest({
  title: 'Answers kept',
  description: 'How many answers of LivePerson are in the memory of the data source.',
  unit: 'short',
  queries: { answers: `sum(${metric('memory_entries')})` },
});

const bytes = latest({
  title: 'Memory',
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
    // Of a service that was never asked again there is no series, which is 0 of what it was asked.
    queries: {
      '{{service}}': `${perMinute('request_repeats_total', 'service')} or 0 * ${perMinute('requests_total', 'service')}`,
    },
  },
  StackingMode.Normal
);

/** Gives each source of answers the colour that it has in every panel. */
function inSourceColours(panel: ReturnType<typeof course>): ReturnType<typeof course> {
  return Object.entries(sourceColours).reduce(
    (coloured, [source, fixedColor]) => coloured.overrideByName(source, colour(fixedColor)),
    panel
  );
}

const bySource = inSourceColours(
  stackedCourse(
    {
      title: 'Answers by source',
      description:
        'Where answers to panels and alert rules came from, as shares. Asked: a request for this one. Shared: a request that was under way for another. Memory: known and fresh. Stale: LivePerson fails, and this is what it said last. Late: a point of a long trend that the next refresh shows. Failed: there was none.',
      unit: 'percentunit',
      queries: { '{{source}}': perMinute('answers_total', 'source') },
    },
    StackingMode.Percent
  )
);

const age = inSourceColours(
  course({
    title: 'Age of answers',
    description:
      'How old answers were when they were given, by source: 95 of 100 were younger than this. What is over and cannot change any more, such as the older points of a trend, is kept in memory and counts too. More than 15 minutes count as 15.',
    unit: 'dthms',
    queries: { '{{source}}': quantile(0.95, 'answer_age_seconds', 'source') },
  })
);

const latency = course({
  title: 'Time LivePerson takes',
  description: 'How long LivePerson took to answer a request, by service: 95 of 100 were faster than this.',
  unit: 's',
  queries: { '{{service}}': quantile(0.95, 'request_duration_seconds', 'service') },
});

const waits = course({
  title: 'Wait for the budget',
  description:
    'How long a request waited for its turn, by service: 95 of 100 waited less than this. The turn comes within the limits of the data source and, after LivePerson has failed, when the pause is over.',
  unit: 's',
  queries: { '{{service}}': quantile(0.95, 'request_wait_seconds', 'service') },
});

/** The panels of the data source's own metrics: single numbers, what is asked of LivePerson, what is answered. */
export const operation = {
  numbers: [questionsPerRequest, failedRequests, failedQuestions, entries, bytes],
  requests: [byService, byStatus, repeats],
  answers: [bySource, age, latency, waits],
};
