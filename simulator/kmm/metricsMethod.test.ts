import fc from 'fast-check';

import { DAY, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';
import { metrics as dictionary } from './metrics';

const { simulator, send, metrics } = startTestSimulator({ days: 14 });
const { account } = simulator.centre;
const names = (tense: string) => dictionary.filter((metric) => metric.timeScope === tense).map(({ name }) => name);
const allMetrics = {
  metricsToRetrieveByTime: names('byTime'),
  metricsToRetrieveCurrentValue: names('currentValue'),
};

type Values = Record<string, number>;
type ValuesById = Record<string, Record<string, number | null>>;
interface MetricsResponse {
  metadata: { count: number; next?: object; prev?: object; first?: object };
  all?: Values;
  groupBy?: { groupByField: string; groups: Array<{ key: string; keyDescription: string; metrics: Values }> };
}

async function fetchMetrics(body: object, query = ''): Promise<MetricsResponse> {
  const response = await metrics(body, query);
  expect(response.text).toContain('metadata');
  return response.json() as MetricsResponse;
}

/** The expected response of KMM, from the oracle, without values that have no data. */
function expectedValues(page: Record<string, number | null> | undefined): Values {
  const present = dictionary.filter(({ name }) => page?.[name] !== null);
  return Object.fromEntries(present.map(({ name, field }) => [field, page![name]!]));
}

function expectClose(actual: Values | undefined, wanted: Values) {
  expect(Object.keys(actual ?? {}).sort()).toEqual(Object.keys(wanted).sort());
  for (const [field, value] of Object.entries(wanted)) {
    expect([field, actual![field]]).toEqual([field, expect.closeTo(value, 6)]);
  }
}

const windows = fc
  .tuple(fc.integer({ min: 0, max: 14 * DAY - DAY }), fc.integer({ min: 0, max: DAY - MINUTE }))
  .map(([ago, length]) => ({ from: NOON - ago - length, to: NOON - ago }));
const idsOf = (items: Array<{ id: string }>) => fc.subarray(items.map(({ id }) => id));
const skillIds = idsOf(account.skills);
const agentGroupIds = idsOf(account.groups);

describe('KMM metrics and the oracle', () => {
  it('agree on every KPI of the account and of each skill and group, for any window and filters', async () => {
    await fc.assert(
      fc.asyncProperty(windows, skillIds, agentGroupIds, async (time, skills, groups) => {
        const query = new URLSearchParams({ from: String(time.from), to: String(time.to) });
        skills.length > 0 && query.set('skillIds', skills.join());
        groups.length > 0 && query.set('groupIds', groups.join());
        const books = (await send('GET', `/simulator/books?${query}`)).json();
        for (const [groupBy, pages] of [
          ['skillId', books.skills],
          ['agentGroupId', books.groups],
        ] as Array<[string, ValuesById]>) {
          const response = await fetchMetrics({
            filters: { time, skillIds: skills, agentGroupIds: groups },
            groupBy,
            ...allMetrics,
          });
          const rows = response.groupBy!.groups;
          rows.forEach(({ key, metrics: values }) => expectClose(values, expectedValues(pages[key])));
          const missing = Object.keys(pages).filter((key) => !rows.some((row) => row.key === key));
          missing.forEach((key) =>
            expect(Object.values(expectedValues(pages[key])).filter((value) => value)).toEqual([])
          );
          const nothing = Object.keys(response.all!).length === 0;
          expectClose(response.all, nothing ? {} : expectedValues(books.account));
        }
      }),
      { numRuns: 40 }
    );
  }, 60_000);

  it('have values at noon', async () => {
    const { all } = await fetchMetrics({ filters: { time: { from: NOON - DAY + MINUTE, to: NOON } }, ...allMetrics });
    for (const field of ['openConversations', 'closedByConsumer', 'csat', 'avgTimeToResponse', 'humanOnlineLoad']) {
      expect([field, all![field]]).toEqual([field, expect.any(Number)]);
      expect(all![field]).toBeGreaterThan(0);
    }
  });
});

describe('KMM counts', () => {
  const counts = names('byTime').filter((name) => /clos|conclu/.test(name));

  it('add up when a window is split in two at a minute', async () => {
    await fc.assert(
      fc.asyncProperty(windows, fc.integer({ min: 0, max: 1439 }), async ({ from, to }, minutes) => {
        const middle = Math.ceil(Math.min(to, from + minutes * MINUTE) / MINUTE) * MINUTE;
        const closed = async (time: object) =>
          (await fetchMetrics({ filters: { time }, metricsToRetrieveByTime: counts })).all!;
        const [whole, before, after] = [
          await closed({ from, to }),
          await closed({ from, to: middle }),
          await closed({ from: middle, to: Math.max(middle, to) }),
        ];
        for (const field of ['closedConversations', 'autoClosed', 'concludedConversations']) {
          expect((before[field] ?? 0) + (after[field] ?? 0)).toBe(whole[field] ?? 0);
        }
      }),
      { numRuns: 40 }
    );
  });

  it('add up over skills and over groups, and over causes and queue', async () => {
    const time = { from: NOON - DAY + MINUTE, to: NOON };
    for (const groupBy of ['skillId', 'agentGroupId']) {
      const { all, groupBy: section } = await fetchMetrics({ filters: { time }, groupBy, ...allMetrics });
      const sum = (field: string) => section!.groups.reduce((total, row) => total + (row.metrics[field] ?? 0), 0);
      for (const field of [
        'closedConversations',
        'concludedConversations',
        'openConversations',
        'unassignedConversations',
      ]) {
        expect([field, sum(field)]).toEqual([field, all![field]]);
      }
      expect(all!.closedByAgent! + all!.closedByConsumer! + all!.autoClosed!).toBe(all!.closedConversations);
      expect(all!.unassignedConversations! + all!.assignedConversations!).toBe(all!.openConversations);
    }
  });

  it('include sub-groups if requested', async () => {
    const time = { from: NOON - DAY + MINUTE, to: NOON };
    const body = {
      groupBy: 'agentGroupId',
      metricsToRetrieveByTime: counts,
      metricsToRetrieveCurrentValue: ['online_agents'],
    };
    const flat = await fetchMetrics({ filters: { time }, ...body });
    const nested = await fetchMetrics({ filters: { time, includeSubGroups: true }, ...body });
    const row = (response: MetricsResponse, key: string) =>
      response.groupBy!.groups.find((group) => group.key === key)!.metrics;
    expect(row(nested, '-1')).toEqual(flat.all);
    const service = ['2200000102', '2200000103', '2200000104'].map((key) => row(flat, key).closedConversations!);
    expect(row(nested, '2200000102').closedConversations).toBe(service.reduce((a, b) => a + b));
    const only = await fetchMetrics({
      filters: { time, includeSubGroups: true, agentGroupIds: ['2200000102'] },
      ...body,
    });
    expect(only.groupBy!.groups.map(({ key }) => key)).toEqual(['2200000102']);
    expect(only.all).toEqual(row(nested, '2200000102'));
  });

  it('filter by user type', async () => {
    const time = { from: NOON - DAY + MINUTE, to: NOON };
    const closed = async (userTypes?: string[]) =>
      (await fetchMetrics({ filters: { time, userTypes }, ...allMetrics })).all!;
    const [both, human, bot] = [await closed(), await closed(['HUMAN']), await closed(['BOT'])];
    expect(human.closedConversations! + bot.closedConversations!).toBe(both.closedConversations);
    expect(bot.closedConversations).toBeGreaterThan(0);
    expect(bot).not.toHaveProperty('humanAgentLoad');
    expect(bot).not.toHaveProperty('avgWaitTime');
  });
});

describe('counts of 0', () => {
  const body = { filters: { time: { from: NOON, to: NOON }, agentGroupIds: ['-1'] }, ...allMetrics };

  it('are included unless omitZero is set', async () => {
    const [usual, without] = [startTestSimulator(), startTestSimulator({ omitZero: true })];
    const all = async (metricsOf: typeof metrics) => ((await metricsOf(body)).json() as MetricsResponse).all!;
    const zeros = Object.entries(await all(usual.metrics)).filter(([, value]) => value === 0);
    expect(zeros.length).toBeGreaterThan(0);
    expect(Object.values(await all(without.metrics))).not.toContain(0);
  });
});

describe('the groups of a response', () => {
  const time = { from: NOON - DAY + MINUTE, to: NOON };
  const body = { filters: { time }, groupBy: 'skillId', metricsToRetrieveByTime: ['closed_conversations'] };

  it('are paged, with the total as count', async () => {
    const whole = await fetchMetrics(body);
    const pages = [await fetchMetrics(body, '?offset=0&limit=4'), await fetchMetrics(body, '?offset=4&limit=4')];
    expect(pages.flatMap((page) => page.groupBy!.groups)).toEqual(whole.groupBy!.groups);
    expect(pages.map(({ metadata }) => metadata.count)).toEqual([6, 6]);
    expect(pages.map(({ metadata }) => Object.keys(metadata).filter((link) => /first|prev|next/.test(link)))).toEqual([
      ['next'],
      ['first', 'prev'],
    ]);
  });

  it('are sorted as requested', async () => {
    const { groupBy } = await fetchMetrics(body, '?sort=closedConversations:desc');
    const closed = groupBy!.groups.map(({ metrics: values }) => values.closedConversations!);
    expect(closed).toEqual([...closed].sort((a, b) => b - a));
    const byKey = (await fetchMetrics(body, '?sort=key:desc')).groupBy!.groups.map(({ key }) => Number(key));
    expect(byKey).toEqual([...byKey].sort((a, b) => b - a));
  });

  it('have the name NA for a deleted skill', async () => {
    const { groupBy } = await fetchMetrics(body);
    expect(groupBy!.groups.filter(({ keyDescription }) => keyDescription === 'NA')).toHaveLength(1);
  });

  it('are only in the requested section', async () => {
    expect(Object.keys(await fetchMetrics({ ...body, responseSections: ['all'] }))).toEqual(['metadata', 'all']);
    expect(Object.keys(await fetchMetrics({ ...body, responseSections: ['groupBy'] }))).toEqual([
      'metadata',
      'groupBy',
    ]);
    const ungrouped = await fetchMetrics({ filters: { time } });
    expect(Object.keys(ungrouped)).toEqual(['metadata', 'all']);
    expect(ungrouped.metadata.count).toBe(0);
  });
});
