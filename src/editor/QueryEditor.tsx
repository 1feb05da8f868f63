import type { QueryEditorProps } from '@grafana/data';
import { EditorRow, EditorRows } from '@grafana/plugin-ui';
import { Alert } from '@grafana/ui';
import React from 'react';

import type { KmmOptions } from '../config/model';
import type { KmmDataSource } from '../datasource';
import { choose, recall, type Chosen } from '../query/chosen';
import { defaultQuestion } from '../query/defaults';
import { isNewer, isUntouched, migrate } from '../query/migrate';
import type { KmmQuery } from '../query/model';
import { FilterFields } from './FilterFields';
import { KpiFields } from './KpiFields';
import { LeftOutNote } from './LeftOutNote';
import { OrderFields } from './OrderFields';
import type { PartProps } from './part';
import { TrendFields } from './TrendFields';
import { WindowFields, WindowNote } from './WindowFields';

type Props = QueryEditorProps<KmmDataSource, KmmQuery, KmmOptions>;

function NewerQuery() {
  return (
    <Alert severity="warning" title="This query was saved by a newer version of the data source">
      What this version does not know is not shown here, and any change saves the query without it. Update the plugin
      first.
    </Alert>
  );
}

/** The time that one value is about, and how the rows are ordered. */
function ValueFields({ query, onChange }: PartProps) {
  return (
    <>
      <WindowFields query={query} onChange={onChange} />
      {query.rows !== 'account' && <OrderFields query={query} onChange={onChange} />}
      <WindowNote query={query} />
    </>
  );
}

/**
 * Saves a change and runs the query, and remembers what it leaves out for as long as the editor is open. In Explore, which renders as soon as a query changes, Grafana's drop-down reports
 * the same choice again and again while it is being rendered: so this waits until it is done, and a choice that
 * changes nothing is none.
 */
function useChange(query: KmmQuery, onChange: Props['onChange'], onRunQuery: Props['onRunQuery']) {
  const [remembered, remember] = React.useState<Chosen>();
  const chosen = recall(remembered, query);
  const current = React.useRef(chosen);
  React.useEffect(() => {
    current.current = chosen;
  });
  const change = (changed: KmmQuery) =>
    queueMicrotask(() => {
      const next = choose(current.current, changed);
      if (JSON.stringify(next.shown) !== JSON.stringify(current.current.shown)) {
        remember(next);
        onChange(next.shown);
        onRunQuery();
      }
    });
  return { chosen, change };
}

/** Asks for KPIs. Every change is one run; a query that nobody filled in yet becomes the default one. */
export function QueryEditor({ query: saved, onChange, onRunQuery, datasource, app }: Props) {
  const isNew = isUntouched(saved);
  const query = migrate(isNew ? { ...saved, ...defaultQuestion(app) } : saved);

  const variables = React.useMemo(() => datasource.variableNames(), [datasource]);

  const { chosen, change } = useChange(query, onChange, onRunQuery);

  React.useEffect(() => {
    if (isNew) {
      onChange(migrate({ ...saved, ...defaultQuestion(app) }));
      onRunQuery();
    }
  }, [isNew, saved, app, onChange, onRunQuery]);

  return (
    <EditorRows>
      {isNewer(saved) && <NewerQuery />}
      <EditorRow>
        <KpiFields query={query} onChange={change} variables={variables} />
        <LeftOutNote chosen={chosen} />
      </EditorRow>
      <EditorRow>
        <FilterFields query={query} onChange={change} datasource={datasource} variables={variables} />
      </EditorRow>
      <EditorRow>
        {query.shape === 'series' ? (
          <TrendFields query={query} onChange={change} variables={variables} />
        ) : (
          <ValueFields query={query} onChange={change} />
        )}
      </EditorRow>
    </EditorRows>
  );
}
