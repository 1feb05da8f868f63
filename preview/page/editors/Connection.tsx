import type { DataSourceSettings, TestDataSourceResponse } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { Alert, type AlertVariant, Button, Divider } from '@grafana/ui';
import { useState } from 'react';

import { backend } from '../grafana/backend';
import type { DataSources } from '../grafana/dataSources';

/** The plugin's settings page with Grafana's "Save & test". Saved settings apply until the preview is stopped. */
export function Connection({ uid, sources, onSaved }: { uid: string; sources: DataSources; onSaved: () => void }) {
  const [options, setOptions] = useState(() => sources.saved.find((one) => one.uid === uid));
  const [testResult, setOutcome] = useState<TestDataSourceResponse>();
  const { ConfigEditor } = sources.plugin.components;
  const save = async () => {
    setOutcome(undefined);
    try {
      const saved = await backend.put<{ datasource: DataSourceSettings }>(`/api/datasources/uid/${uid}`, options);
      setOptions(saved.datasource);
      await sources.reload();
      onSaved();
      const source = await sources.get(uid);
      setOutcome(await source.testDatasource());
    } catch (failure) {
      setOutcome({ status: 'error', message: toDataQueryError(failure).message ?? String(failure) });
    }
  };
  return (
    <>
      {options && ConfigEditor && <ConfigEditor options={options} onOptionsChange={setOptions} />}
      <Divider />
      {testResult && <Alert severity={testResult.status as AlertVariant} title={testResult.message} />}
      <Button onClick={() => void save()}>Save &amp; test</Button>
    </>
  );
}
