import type { DataSourceInstanceSettings, DataSourceSettings } from '@grafana/data';
import { Alert, type AlertVariant, Button, LoadingPlaceholder } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { backend } from '../grafana/backend';
import type { DataSources } from '../grafana/dataSources';

interface Outcome {
  status: AlertVariant;
  message: string;
}

interface ConnectionProps {
  settings: DataSourceInstanceSettings;
  sources: DataSources;
  onSaved: () => void;
}

async function test(sources: DataSources, uid: string): Promise<Outcome> {
  try {
    const source = await sources.get(uid);
    const { status, message } = (await source.testDatasource()) as { status: AlertVariant; message: string };
    return { status, message };
  } catch (error) {
    return { status: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The plugin's connection editor with Grafana's "Save & test". What is saved counts until the preview is stopped. */
export function Connection({ settings: { uid }, sources, onSaved }: ConnectionProps) {
  const [options, setOptions] = useState<DataSourceSettings>();
  const [outcome, setOutcome] = useState<Outcome>();
  const address = `/api/datasources/uid/${uid}`;
  useEffect(() => void backend.get<DataSourceSettings>(address).then(setOptions), [address]);
  const { ConfigEditor } = sources.plugin.components;
  if (!options || !ConfigEditor) {
    return <LoadingPlaceholder text="Loading …" />;
  }

  const save = async () => {
    const { datasource } = await backend.put<{ datasource: DataSourceSettings }>(address, options);
    setOptions(datasource);
    await sources.reload();
    setOutcome(await test(sources, uid));
    onSaved();
  };

  return (
    <>
      <ConfigEditor options={options} onOptionsChange={setOptions} />
      {outcome && (
        <Alert severity={outcome.status} title={outcome.status === 'error' ? 'It does not work' : 'It works'}>
          {outcome.message}
        </Alert>
      )}
      <Button onClick={() => void save()}>Save &amp; test</Button>
    </>
  );
}
