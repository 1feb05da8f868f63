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

function fakeDataSource(getResource: GetResource, hasHistory: boolean): KmmDataSource {
  return { getResource, hasHistory, variableNames: () => ['$skill'] } as unknown as KmmDataSource;
}

/** Waits until loading of names has ended. */
export async function waitForEntities(): Promise<void> {
  await waitFor(() => expect(screen.queryAllByPlaceholderText(/loading names/)).toEqual([]));
}

interface RenderedEditor {
  /** The query that was saved last. */
  query: KmmQuery;
  runs: number;
  /** Replaces the query, as a click on an example does. */
  replace: (query: KmmQuery) => void;
}

/** Renders the query editor with state, as a panel does. Returns the saved query and the number of runs. */
export async function renderQueryEditor(
  initial: KmmQuery,
  getResource: GetResource = async (path) => lists[path],
  app: CoreApp = CoreApp.Explore,
  hasHistory = false
) {
  const saved: RenderedEditor = { query: initial, runs: 0, replace: () => undefined };
  const datasource = fakeDataSource(getResource, hasHistory);
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

/** Opens the dropdown of a field and clicks the option that matches. */
export async function selectFrom(field: string, option: RegExp): Promise<void> {
  await selectOption(await openOptions(field), option);
}
