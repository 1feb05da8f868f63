import { metricsName, type Account } from '../contactCentre/account';
import type { MetricsBody } from './requestBody';
import type { Counts, GroupBy } from './count';
import { sortable, type Metric } from './metrics';
import { links, type Page } from './paging';
import type { Accumulator } from './accumulator';

type Values = Record<string, number>;

/** The response of the KMM metrics method. Values without data are left out, zero counts too with `omitZero`. */
export function metricsResponse(account: Account, body: MetricsBody, page: Page, counts: Counts, omitZero: boolean) {
  const withGroups = body.groupBy !== undefined && body.sections.has('groupBy');
  const keys = withGroups ? sortKeys(account, body.groupBy!, page, counts) : [];
  const values = (accumulator: Accumulator) => valuesOf(accumulator, body.metrics, omitZero);
  return {
    metadata: { count: keys.length, ...links(account.id, page, keys.length) },
    ...(withGroups && {
      groupBy: {
        groupByField: body.groupBy,
        groups: keys.slice(page.offset, page.offset + page.limit).map((index) => ({
          ...describe(account, body.groupBy!, index),
          metrics: values(counts.rows.get(index)!),
        })),
      },
    }),
    ...(body.sections.has('all') && { all: counts.hasData ? values(counts.all) : {} }),
  };
}

function valuesOf(accumulator: Accumulator, metrics: Metric[], omitZero: boolean): Values {
  const values: Values = {};
  for (const { field, value } of metrics) {
    const number = value(accumulator);
    if (number !== undefined && !(omitZero && number === 0)) {
      values[field] = number;
    }
  }
  return values;
}

function describe(account: Account, groupBy: GroupBy, index: number): { key: string; keyDescription: string } {
  if (groupBy === 'skillId') {
    const skill = account.skills[index]!;
    return { key: skill.id, keyDescription: metricsName(skill) };
  }
  const group = account.groups[index]!;
  return { key: group.id, keyDescription: metricsName(group) };
}

/** Indexes in the requested order, by id if values are equal; those without a value come last. */
function sortKeys(account: Account, groupBy: GroupBy, page: Page, counts: Counts): number[] {
  const items = groupBy === 'skillId' ? account.skills : account.groups;
  const id = (index: number) => Number(items[index]!.id);
  const direction = page.descending ? -1 : 1;
  const metric = sortable.get(page.field);
  if (!metric) {
    return [...counts.rows.keys()].sort((a, b) => direction * (id(a) - id(b)));
  }
  const none = direction * Infinity;
  const ranks = new Map([...counts.rows].map(([index, accumulator]) => [index, metric.value(accumulator) ?? none]));
  return [...ranks.keys()].sort((a, b) => {
    const [left, right] = [ranks.get(a)!, ranks.get(b)!];
    return left === right ? id(a) - id(b) : direction * (left - right);
  });
}
