import type { AnnotationQuery } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import type { KmmQuery } from '../query/model';
import { mockElementSizes } from '../testing/elementSizes';
import { waitForEntities } from '../testing/renderEditor';
import { openOptions, selectOption, user } from '../testing/user';
import { readAnnotationQuery, type AnnotationTarget } from './model';
import { annotationSupport } from './support';

beforeEach(mockElementSizes);

const lists: Record<string, unknown> = {
  skills: [{ id: '101', name: 'Sales' }],
  groups: [{ id: '12', name: 'Evening' }],
};
const datasource = {
  getResource: async (path: string) => lists[path],
  variableNames: () => ['$skill'],
} as unknown as KmmDataSource;

function makeAnnotation(part: Partial<AnnotationTarget> = {}): AnnotationTarget {
  return {
    refId: 'Anno',
    schemaVersion: 1,
    rows: 'account',
    kpis: [],
    filter: {},
    window: { kind: 'range' },
    shape: 'value',
    annotation: { event: 'opened' },
    ...part,
  };
}

/** Renders the editor with state, as Grafana does. Returns all queries that it saves. */
async function renderAnnotationEditor(initial: unknown): Promise<KmmQuery[]> {
  const saved: KmmQuery[] = [];
  const Editor = annotationSupport.QueryEditor!;
  function Settings() {
    const [query, setQuery] = React.useState(initial as KmmQuery);
    const onChange = (changed: KmmQuery) => {
      saved.push(changed);
      setQuery(changed);
    };
    return <Editor {...{ query, onChange, datasource, onRunQuery: () => undefined }} />;
  }
  render(<Settings />);
  await waitForEntities();
  return saved;
}

test('a new annotation marks opened conversations', async () => {
  const saved = await renderAnnotationEditor({ refId: 'Anno' });
  expect(screen.getByLabelText(/^Event/)).toHaveValue('Conversation opened');
  expect(saved).toEqual([]);
  expect(annotationSupport.prepareQuery?.({ name: 'New', enable: true, iconColor: 'red' })).toEqual(
    makeAnnotation({ refId: 'A' })
  );
});

test('Grafana does not take the filter of the query for that of the annotation', () => {
  expect(annotationSupport.getDefaultQuery).toBeUndefined();
});

test('event and filters are selected, and saved once each', async () => {
  const saved = await renderAnnotationEditor(makeAnnotation());
  await selectOption(await openOptions(/^Event/), /^Conversation transferred/);
  await selectOption(await openOptions(/^Skills/), /^Sales/);
  await selectOption(await openOptions(/^Agent groups/), /^Evening/);
  expect(saved).toEqual([
    makeAnnotation({ annotation: { event: 'transferred' } }),
    makeAnnotation({ annotation: { event: 'transferred' }, filter: { skills: ['101'] } }),
    makeAnnotation({ annotation: { event: 'transferred' }, filter: { skills: ['101'], groups: ['12'] } }),
  ]);
});

test.each([
  ['No agent online', { groups: ['12'], includeSubGroups: true }, ['Agent groups']],
  ['LivePerson failing', {}, []],
])('annotations of "%s" keep the filters %j', async (label, filter, shown) => {
  const saved = await renderAnnotationEditor(
    makeAnnotation({ filter: { skills: ['101'], groups: ['12'], includeSubGroups: true } })
  );
  await selectOption(await openOptions(/^Event/), new RegExp(`^${label}`));
  expect(saved.at(-1)?.filter).toEqual(filter);
  expect(['Skills', 'Agent groups'].filter((name) => screen.queryByLabelText(new RegExp(`^${name}`)))).toEqual(shown);
});

test('the numbers are checked before they are saved', async () => {
  const saved = await renderAnnotationEditor(makeAnnotation());
  await user.type(screen.getByLabelText(/^Group from/), '1{Enter}');
  expect(
    screen.getByText('"1" is not valid. Enter a whole number from 2, or leave it empty for 4.')
  ).toBeInTheDocument();
  expect(saved).toEqual([]);
  await user.type(screen.getByLabelText(/^Group from/), '0{Enter}');
  await user.type(screen.getByLabelText(/^Limit/), '$limit{Enter}');
  expect(saved.at(-1)).toEqual(makeAnnotation({ annotation: { event: 'opened', groupFrom: 10 }, limit: '$limit' }));
  await user.clear(screen.getByLabelText(/^Group from/));
  await user.tab();
  expect(saved.at(-1)).toEqual(makeAnnotation({ limit: '$limit' }));
});

test.each([null, 'opened', {}, { annotation: null }, { annotation: { event: 'vanished', groupFrom: 1 } }])(
  'the saved query %j is read as one of opened conversations',
  (saved) => {
    expect(readAnnotationQuery(saved)).toEqual(makeAnnotation({ refId: 'A' }));
  }
);

test('an annotation sends its saved query', () => {
  const target = makeAnnotation({
    annotation: { event: 'closed', groupFrom: 7 },
    filter: { skills: ['$skill'] },
    limit: 9,
  });
  const saved = { name: 'Closed', enable: true, iconColor: 'red', target } as AnnotationQuery<KmmQuery>;
  expect(annotationSupport.prepareQuery?.(saved)).toEqual(target);
});
