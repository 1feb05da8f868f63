import { CoreApp, type DataSourceApi, type DataSourceInstanceSettings, LoadingState, type PanelData } from '@grafana/data';
import { sceneGraph, type SceneDataQuery, type SceneQueryRunner } from '@grafana/scenes';
import { Box, Collapse, LoadingPlaceholder } from '@grafana/ui';
import { useEffect, useState } from 'react';

import type { DataSources } from '../grafana/dataSources';

interface QueriesProps {
  runner: SceneQueryRunner;
  settings: DataSourceInstanceSettings;
  sources: DataSources;
}

/** The plugin's query editor, once for each query of a panel. What is changed counts until the page is left. */
export function Queries({ runner, settings, sources }: QueriesProps) {
  const [source, setSource] = useState<DataSourceApi>();
  const { queries, data: answered } = runner.useState();
  useEffect(() => void sources.get(settings.uid).then(setSource), [settings.uid, sources]);
  const { QueryEditor, QueryEditorHelp } = sources.plugin.components;
  if (!source || !QueryEditor) {
    return <LoadingPlaceholder text="Loading …" />;
  }
  const range = sceneGraph.getTimeRange(runner).state.value;
  const data: PanelData = answered ?? { state: LoadingState.NotStarted, series: [], timeRange: range };
  const change = (index: number) => (query: SceneDataQuery) =>
    runner.setState({ queries: runner.state.queries.map((one, at) => (at === index ? query : one)) });
  return (
    <>
      {queries.map((query, index) => (
        <Box key={query.refId} marginBottom={4}>
          <QueryEditor
            app={CoreApp.PanelEditor}
            datasource={source}
            query={query}
            queries={queries}
            data={data}
            range={range}
            onChange={change(index)}
            onRunQuery={() => runner.runQueries()}
          />
        </Box>
      ))}
      {QueryEditorHelp && (
        <Collapse label="Help">
          <QueryEditorHelp datasource={source} query={queries[0] ?? { refId: 'A' }} onClickExample={change(0)} />
        </Collapse>
      )}
    </>
  );
}
