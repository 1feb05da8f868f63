import type { QueryEditorProps } from '@grafana/data';
import { EditorRow, EditorRows } from '@grafana/plugin-ui';
import { Alert } from '@grafana/ui';
import React from 'react';

import { describeRow } from '../../catalogue';
import type { KmmOptions } from '../config/model';
import type { KmmDataSource } from '../datasource';
import { applyChange, restoreDraft, type EditorDraft } from '../query/editorDraft';
import { defaultQuery, isAlerting } from '../query/defaults';
import { kpiOptions } from '../query/kpiOptions';
import { isNewer, isNew, migrate } from '../query/migrate';
import type { KmmQuery } from '../query/model';
import { AlertFields } from './AlertFields';
import { ComparisonField } from './ComparisonField';
import { DisplayFields } from './DisplayFields';
import { FilterFields } from './FilterFields';
import { KpiFields } from './KpiFields';
import { KpiOptionFields } from './KpiOptionFields';
import { HiddenSelectionsNote } from './HiddenSelectionsNote';
import { OrderFields } from './OrderFields';
import type { FieldProps } from './fieldProps';
import { TrendFields } from './TrendFields';
import { WindowFields, WindowNote } from './WindowFields';

type Props = QueryEditorProps<KmmDataSource, KmmQuery, KmmOptions>;

function NewerVersionAlert() {
  return (
    <Alert severity="warning" title="This query was saved by a newer version of the data source">
      Settings unknown to this version are not shown, and are lost if you change the query here. Update the plugin
      first.
    </Alert>
  );
}

/** The window, order and limit of a query for one value. Rows that come and go are those of now. */
function ValueFields({ query, onChange, variables }: FieldProps & { variables: string[] }) {
  const { single, transient } = describeRow(query.rows);
  if (transient) {
    return <OrderFields query={query} onChange={onChange} />;
  }
  return (
    <>
      <WindowFields query={query} onChange={onChange} variables={variables} />
      <ComparisonField query={query} onChange={onChange} />
      {!single && <OrderFields query={query} onChange={onChange} />}
      <WindowNote query={query} />
    </>
  );
}

/**
 * Saves changes and runs the query. The draft keeps hidden selections for as long as the editor is open. In Explore,
 * Grafana's dropdown reports the same selection repeatedly while it renders: changes are therefore applied in a
 * microtask, and ignored if they change nothing.
 */
function useEditorDraft(query: KmmQuery, { datasource, onChange, onRunQuery }: Props) {
  const [previous, setPrevious] = React.useState<EditorDraft>();
  const draft = restoreDraft(previous, query);
  const current = React.useRef(draft);
  React.useEffect(() => {
    current.current = draft;
  });
  const change = (changed: KmmQuery) =>
    queueMicrotask(() => {
      const next = applyChange(current.current, changed, datasource.hasHistory);
      if (JSON.stringify(next.visible) !== JSON.stringify(current.current.visible)) {
        setPrevious(next);
        onChange(next.visible);
        onRunQuery();
      }
    });
  return { draft, change };
}

/** Edits a query. Each change runs it once; a new query is replaced by the default of its app. */
export function QueryEditor(props: Props) {
  const { query: saved, onChange, onRunQuery, datasource, app } = props;
  const isNewQuery = isNew(saved);
  const query = migrate(isNewQuery ? { ...saved, ...defaultQuery(app) } : saved);

  const variables = React.useMemo(() => datasource.variableNames(), [datasource]);

  const { draft, change } = useEditorDraft(query, props);

  React.useEffect(() => {
    if (isNewQuery) {
      onChange(migrate({ ...saved, ...defaultQuery(app) }));
      onRunQuery();
    }
  }, [isNewQuery, saved, app, onChange, onRunQuery]);

  return (
    <EditorRows>
      {isNewer(saved) && <NewerVersionAlert />}
      <EditorRow>
        <KpiFields query={query} onChange={change} variables={variables} hasHistory={datasource.hasHistory} />
        <HiddenSelectionsNote draft={draft} />
      </EditorRow>
      <EditorRow>
        <FilterFields query={query} onChange={change} datasource={datasource} variables={variables} />
      </EditorRow>
      <EditorRow>
        {query.shape === 'series' ? (
          <TrendFields query={query} onChange={change} variables={variables} hasHistory={datasource.hasHistory} />
        ) : (
          <ValueFields query={query} onChange={change} variables={variables} />
        )}
      </EditorRow>
      {kpiOptions(query.kpis).length > 0 && (
        <EditorRow>
          <KpiOptionFields query={query} onChange={change} />
        </EditorRow>
      )}
      {isAlerting(app) ? (
        <EditorRow>
          <AlertFields query={query} onChange={change} />
        </EditorRow>
      ) : (
        <DisplayFields query={query} onChange={change} />
      )}
    </EditorRows>
  );
}
