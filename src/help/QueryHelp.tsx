import type { QueryEditorHelpProps } from '@grafana/data';
import { Card, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { KmmQuery } from '../query/model';
import { summarizeQuery } from '../query/summary';
import { examples, type Example } from './examples';

type Props = Pick<QueryEditorHelpProps<KmmQuery>, 'query' | 'onClickExample'>;

/** Keeps the refId and data source, by which Grafana identifies the query. */
function toQuery({ query }: Example, { refId, datasource }: KmmQuery): KmmQuery {
  return { ...query, refId, ...(datasource && { datasource }) };
}

/** Explains queries, with examples that replace the query when they are clicked. */
export function QueryHelp({ query, onClickExample }: Props): React.JSX.Element {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h4">Query KPIs</Text>
      <Text element="p">
        A query selects KPIs, the kind of rows, filters, and one value or a trend. KPIs under &ldquo;now&rdquo; show
        current values and ignore the time range; those under &ldquo;in the window&rdquo; cover the time range, the last
        hours or today. Only the latter have a trend, unless the data source keeps a history of current values. KPIs
        under &ldquo;Chat&rdquo; are of chats, of which LivePerson keeps the last 24 hours; in an account without chat,
        they have no values. Filters accept IDs and variables such as $skill; select names from the lists.
      </Text>
      <Text element="h5">Examples (click to use)</Text>
      {examples.map((example) => (
        <Card
          key={example.title}
          noMargin
          isCompact
          onClick={() => onClickExample(toQuery(example, query ?? { refId: 'A' }))}
        >
          <Card.Heading>{example.title}</Card.Heading>
          <Card.Meta>{summarizeQuery({ ...example.query, refId: 'A' })}</Card.Meta>
          <Card.Description>{example.description}</Card.Description>
        </Card>
      ))}
    </Stack>
  );
}
