import type { Account } from '../centre/account';
import type { MetricsBody } from './body';
import type { Counted, GroupBy } from './count';
import { sortable, type Metric } from './dictionary';
import { links, type Page } from './paging';
import type { Tally } from './tally';

type Values = Record<string, number>;

/** Puts counts into the answer of the KMM metrics method. What has no data is left out, zero counts too with `omitZero`. */
export function answer(account: Account, body: MetricsBody, page: Page, counted: Counted, omitZero: boolean) {
  const withGroups = body.groupBy !== undefined && body.sections.has('groupBy');
  const keys = withGroups ? sortKeys(account, body.groupBy!, page, counted) : [];
  const values = (tally: Tally) => valuesOf(tally, body.metrics, omitZero);
  return {
    metadata: { count: keys.length, ...links(account.id, page, keys.length) },
    ...(withGroups && {
      groupBy: {
        groupByField: body.groupBy,
        groups: keys.slice(page.offset, page.offset + page.limit).map((index) => ({
          ...describe(account, body.groupBy!, index),
          metrics: values(counted.rows.get(index)!),
        })),
      },
    }),
    ...(body.sections.has('all') && { all: counted.any ? values(counted.all) : {} }),
  };
}

function valuesOf(tally: Tally, metrics: Metric[], omitZero: boolean): Values {
  const values: Values = {};
  for (const { field, value } of metrics) {
    const number = value(tally);
    if (number !== undefined && !(omitZero && number === 0)) {
      values[field] = number;
    }
  }
  return values;
}

function describe(account: Account, groupBy: GroupBy, index: number): { key: string; keyDescription: string } {
  if (groupBy === 'skillId') {
    const { id, name, deleted } = account.skills[index]!;
    return { key: id, keyDescription: deleted ? 'NA' : name };
  }
  const { id, name } = account.groups[index]!;
  return { key: id, keyDescription: name };
}

/** Indexes in the order asked for, by id where values are equal; those without a value come last. */
function sortKeys(account: Account, groupBy: GroupBy, page: Page, counted: Counted): number[] {
  const items = groupBy === 'skillId' ? account.skills : account.groups;
  const id = (index: number) => Number(items[index]!.id);
  const direction = page.descending ? -1 : 1;
  const metric = sortable.get(page.field);
  if (!metric) {
    return [...counted.rows.keys()].sort((a, b) => direction * (id(a) - id(b)));
  }
  const none = direction * Infinity;
  const ranks = new Map([...counted.rows].map(([index, tally]) => [index, metric.value(tally) ?? none]));
  return [...ranks.keys()].sort((a, b) => {
    const [left, right] = [ranks.get(a)!, ranks.get(b)!];
    return left === right ? id(a) - id(b) : direction * (left - right);
  });
}
