import { CoreApp, type DataSourceApi, LoadingState } from '@grafana/data';
import { sceneGraph, type SceneDataQuery, type SceneQueryRunner } from '@grafana/scenes';
import { Box } from '@grafana/ui';
import { useEffect, useState } from 'react';

import type { DataSources } from '../grafana/dataSources';

/** The plugin's query editor with its help, for each query of a panel. Changes apply until the page is left. */
export function Queries({ runner, uid, sources }: { runner: SceneQueryRunner; uid: string; sources: DataSources }) {
  const [source, setSource] = useState<DataSourceApi>();
  const { queries, data } = runner.useState();
  useEffect(() => void sources.get(uid).then(setSource), [uid, sources]);
  const { QueryEditor, QueryEditorHelp } = sources.plugin.components;
  const range = sceneGraph.getTimeRange(runner).state.value;
  const change = (index: number) => (query: SceneDataQuery) =>
    runner.setState({ queries: runner.state.queries.map((one, at) => (at === index ? query : one)) });
  if (!source || !QueryEditor) {
    return null;
  }
  return queries.map((query, index) => (
    <Box key={query.refId} marginBottom={4}>
      <QueryEditor
        app={CoreApp.PanelEditor}
        datasource={source}
        query={query}
        queries={queries}
        data={data ?? { state: LoadingState.NotStarted, series: [], timeRange: range }}
        range={range}
        onChange={change(index)}
        onRunQuery={() => runner.runQueries()}
      />
      {QueryEditorHelp && (
        <details>
          <summary>Help</summary>
          <QueryEditorHelp datasource={source} query={query} onClickExample={change(index)} />
        </details>
      )}
    </Box>
  ));
}
