import type { QueryEditorHelpProps } from '@grafana/data';
import { Card, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { KmmQuery } from '../query/model';
import { summarizeQuery } from '../query/summary';
import { examples, type Example } from './examples';

type Props = Pick<QueryEditorHelpProps<KmmQuery>, 'query' | 'onClickExample'>;

/** What Grafana keeps in a query stays: it knows the query by it. */
function toQuery({ query }: Example, { refId, datasource }: KmmQuery): KmmQuery {
  return { ...query, refId, ...(datasource && { datasource }) };
}

/** Says how to ask, with examples that become the query when they are clicked. */
export function QueryHelp({ query, onClickExample }: Props): React.JSX.Element {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h4">Ask for KPIs</Text>
      <Text element="p">
        A query asks for some KPIs, for these rows, filtered like this, as one value or as a trend. KPIs of
        &ldquo;Now&rdquo; are values of this moment and ignore the time; those &ldquo;In the window&rdquo; are about the
        time range, the last hours or today. Only the latter have a trend. Filters accept names, IDs and variables such
        as $skill.
      </Text>
      <Text element="h5">Examples: click one to use it</Text>
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
