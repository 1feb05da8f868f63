import { CoreApp } from '@grafana/data';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import { QueryEditor } from '../editor/QueryEditor';
import type { KmmQuery } from '../query/model';
import { openOptions, selectOption } from './user';

const lists: Record<string, unknown> = {
  skills: [
    { id: '102', name: 'Support' },
    { id: '101', name: 'Sales' },
  ],
  groups: [
    { id: '-1', name: 'Main group' },
    { id: '12', name: 'Evening', parentId: '-1' },
  ],
  agents: [
    { id: '5002', name: 'Ben' },
    { id: '5001', name: 'Ana' },
  ],
};

type GetResource = (path: string) => Promise<unknown>;

function fakeDataSource(getResource: GetResource): KmmDataSource {
  return { getResource, variableNames: () => ['$skill'] } as unknown as KmmDataSource;
}

/** Waits until the names are there, or are known to be missing. */
export async function waitForEntities(): Promise<void> {
  await waitFor(() => expect(screen.queryAllByPlaceholderText(/loading names/)).toEqual([]));
}

interface RenderedEditor {
  /** What was saved last. */
  query: KmmQuery;
  runs: number;
  /** Puts another query in place, as a click on an example does. */
  replace: (query: KmmQuery) => void;
}

/** Shows the query editor as a panel does: what it changes comes back to it. Answers what it saved, and its runs. */
export async function renderQueryEditor(
  initial: KmmQuery,
  getResource: GetResource = async (path) => lists[path],
  app: CoreApp = CoreApp.Explore
) {
  const saved: RenderedEditor = { query: initial, runs: 0, replace: () => undefined };
  const datasource = fakeDataSource(getResource);
  function Panel() {
    const [query, setQuery] = React.useState(initial);
    const onChange = (changed: KmmQuery) => {
      saved.query = changed;
      setQuery(changed);
    };
    const onRunQuery = () => (saved.runs += 1);
    React.useEffect(() => {
      saved.replace = setQuery;
    }, []);
    return <QueryEditor {...{ query, onChange, onRunQuery, datasource, app }} />;
  }
  render(<Panel />);
  await waitForEntities();
  return saved;
}

/** Opens the drop-down list of a field and clicks the option that fits. */
export async function selectFrom(field: string, option: RegExp): Promise<void> {
  await selectOption(await openOptions(field), option);
}
