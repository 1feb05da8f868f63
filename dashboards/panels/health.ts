import { StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

import { timeSeries, latestValues, rangeValues, stackedTimeSeries } from './prometheus';

/**
 * A selector of one of the plugin's own metrics, for the selected data source of this organization, as another may have
 * one with the same uid, and the label matchers in `where`.
 */
const metric = (name: string, where = '') => `liveperson_kmm_${name}{org="$__org", datasource="$datasource"${where}}`;

const ratePerMinute = (name: string, by: string) => `60 * sum by (${by}) (rate(${metric(name)}[$__rate_interval]))`;

// Over the whole time range, because a ratio has no value in a minute without requests.
const increaseInRange = (name: string, where?: string) => `sum(increase(${metric(name, where)}[$__range]))`;

const quantile = (share: number, name: string, by: string) =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric(`${name}_bucket`)}[$__rate_interval])))`;

const fixedColour = (fixedColor: string): DynamicConfigValue[] => [
  { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } },
];

const statusColours = {
  miss: 'blue',
  shared: 'purple',
  hit: 'green',
  stale: 'orange',
  pending: 'yellow',
  error: 'red',
};

// Without failures there is no series of failures, which is a share of 0.
const shareInRange = (name: string, where: string) =>
  `(${increaseInRange(name, where)} or vector(0)) / ${increaseInRange(name)}`;

const failureLevels = [
  { value: null, color: 'text' },
  { value: 0.01, color: 'orange' },
  { value: 0.1, color: 'red' },
];

// Without the requests for sign-in and host discovery, which belong to no query.
const kpiServices = ', service=~"Key Messaging Metrics API|account configuration API.*"';

const queriesPerCall = rangeValues(
  {
    title: 'Queries per API call',
    description:
      'How many lookups by panels and alert rules were served by each request to LivePerson over the time range. The more viewers share requests, the higher.',
    unit: 'short',
    queries: { queries: `${increaseInRange('lookups_total')} / ${increaseInRange('requests_total', kpiServices)}` },
  },
  [{ value: null, color: 'text' }]
);

const failedRequests = rangeValues(
  {
    title: 'Failed requests',
    description:
      'Share of requests over the time range that returned an error or no response: orange from 1%, red from 10%.',
    unit: 'percentunit',
    queries: { failed: shareInRange('requests_total', ', status!="200"') },
  },
  failureLevels
);

const failedLookups = rangeValues(
  {
    title: 'Failed queries',
    description:
      'Share of lookups by panels and alert rules over the time range that returned an error instead of values: orange from 1%, red from 10%. While LivePerson fails, cached values prevent errors for a while.',
    unit: 'percentunit',
    queries: { failed: shareInRange('lookups_total', ', status="error"') },
  },
  failureLevels
);

const cacheEntries = latestValues({
  title: 'Cached responses',
  description: 'Number of LivePerson responses in the cache of the data source.',
  unit: 'short',
  queries: { entries: `sum(${metric('cache_entries')})` },
});

const cacheBytes = latestValues({
  title: 'Cache size',
  description: 'Approximate memory used by cached responses.',
  unit: 'bytes',
  queries: { cacheBytes: `sum(${metric('cache_bytes')})` },
});

const requestsByService = stackedTimeSeries(
  {
    title: 'Requests by service',
    description: 'Requests to LivePerson per minute, by service.',
    unit: 'reqpm',
    queries: { '{{service}}': ratePerMinute('requests_total', 'service') },
  },
  StackingMode.Normal
);

const requestsByStatus = stackedTimeSeries(
  {
    title: 'Requests by status',
    description:
      'Requests to LivePerson per minute, by HTTP status: 200 is a success, 429 means that LivePerson’s rate limit was exceeded, 504 includes timeouts, 502 an unreachable host or an unreadable response, and 0 is any other failure.',
    unit: 'reqpm',
    queries: { '{{status}}': ratePerMinute('requests_total', 'status') },
  },
  StackingMode.Normal
)
  .overrideByRegexp('/^(0|5..)$/', fixedColour('red'))
  .overrideByRegexp('/^4..$/', fixedColour('orange'))
  .overrideByName('200', fixedColour('green'));

const retries = stackedTimeSeries(
  {
    title: 'Retries',
    description: 'Requests per minute that were retried after LivePerson failed, by service.',
    unit: 'reqpm',
    // A service without retries has no series: its requests times 0 give it one.
    queries: {
      '{{service}}': `${ratePerMinute('request_retries_total', 'service')} or 0 * ${ratePerMinute('requests_total', 'service')}`,
    },
  },
  StackingMode.Normal
);

/** Gives each status of a lookup the same colour in all panels. */
function withStatusColours(panel: ReturnType<typeof timeSeries>): ReturnType<typeof timeSeries> {
  return Object.entries(statusColours).reduce(
    (coloured, [status, fixedColor]) => coloured.overrideByName(status, fixedColour(fixedColor)),
    panel
  );
}

const lookupsByStatus = withStatusColours(
  stackedTimeSeries(
    {
      title: 'Lookups by status',
      description:
        'Lookups by panels and alert rules, as shares by cache status. Miss: a request was sent. Shared: joined a request in flight. Hit: fresh in the cache. Stale: LivePerson failed, and the last response was served. Pending: a point of a long trend that appears with the next refresh. Error: there was no response.',
      unit: 'percentunit',
      queries: { '{{status}}': ratePerMinute('lookups_total', 'status') },
    },
    StackingMode.Percent
  )
);

const resultAge = withStatusColours(
  timeSeries({
    title: 'Age of results',
    description:
      'Age of results when they were returned, by status, 95th percentile. Closed windows, such as the older points of a trend, stay in the cache and count too. The chart is capped at 15 minutes.',
    unit: 'dthms',
    queries: { '{{status}}': quantile(0.95, 'result_age_seconds', 'status') },
  })
);

const latency = timeSeries({
  title: 'Response time of LivePerson',
  description: 'How long LivePerson took to respond to a request, by service, 95th percentile.',
  unit: 's',
  queries: { '{{service}}': quantile(0.95, 'request_duration_seconds', 'service') },
});

const rateLimitWaits = timeSeries({
  title: 'Rate-limit wait',
  description:
    'How long a request waited before it was sent, by service, 95th percentile. Requests wait for the rate limits of the data source and, after LivePerson has failed, for the end of the backoff.',
  unit: 's',
  queries: { '{{service}}': quantile(0.95, 'rate_limit_wait_seconds', 'service') },
});

/** The panels of the data source's own metrics: single numbers, requests to LivePerson, and lookups. */
export const healthPanels = {
  numbers: [queriesPerCall, failedRequests, failedLookups, cacheEntries, cacheBytes],
  requests: [requestsByService, requestsByStatus, retries],
  lookups: [lookupsByStatus, resultAge, latency, rateLimitWaits],
};
