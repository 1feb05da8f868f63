import { updateDatasourcePluginJsonDataOption } from '@grafana/data';
import { ConfigSection } from '@grafana/plugin-ui';
import { getBackendSrv } from '@grafana/runtime';
import { Box, RadioButtonGroup, Stack, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { describeRow, rowKinds, type RowKind } from '../../catalogue';
import { toGroupOptions, toOptions, useEntityOptions } from '../editor/entityOptions';
import { rowTitle } from '../query/rowText';
import { getAgents, getGroups, getSkills, type Backend } from '../resources';
import { AddLevel } from './AddLevel';
import { levelLines, readLevels, withLevels, withRowLevels } from './levels';
import { LevelsTable } from './LevelsTable';
import type { LevelSetting } from './model';
import type { ConnectionProps } from './settings';

const rowOptions = rowKinds.map((kind) => ({ value: kind, label: rowTitle(kind) }));

/** The resources of the saved data source. The page has no data source object to ask. */
function backendOf(uid: string): Backend {
  return {
    getResource: (path) =>
      getBackendSrv().get(`/api/datasources/uid/${uid}/resources/${path}`, undefined, undefined, {
        showErrorAlert: false,
      }),
  };
}

async function loadOptions(backend: Backend, rows: RowKind): Promise<ComboboxOption[]> {
  switch (rows) {
    case 'account':
    case 'conversation':
      return [];
    case 'skill':
      return toOptions(await getSkills(backend));
    case 'group':
      return toGroupOptions(await getGroups(backend));
    case 'agent':
      return toOptions(await getAgents(backend));
  }
}

/** The names are loaded again after each save, because the settings that they need can be new. */
function useEntities(uid: string, version: number | undefined, rows: RowKind) {
  // A new object for each version: lists are cached by it.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const backend = React.useMemo(() => backendOf(uid), [uid, version]);
  const load = React.useCallback(() => loadOptions(backend, rows), [backend, rows]);
  return useEntityOptions(describeRow(rows).plural, load);
}

function LevelsEditor({ connection }: { connection: ConnectionProps }) {
  const { uid, version, jsonData, readOnly = false } = connection.options;
  const settings = readLevels(jsonData.levels);
  const [rows, setRows] = React.useState<RowKind>('skill');
  const entities = useEntities(uid, version, rows);
  const { single, plural, transient } = describeRow(rows);
  const nameOf = (id: string) => entities.options.find(({ value }) => value === id)?.label ?? `ID ${id}`;
  const save = (changed: LevelSetting[]) =>
    updateDatasourcePluginJsonDataOption(connection, 'levels', changed.length > 0 ? changed : undefined);
  return (
    <Stack direction="column" gap={2}>
      <Box>
        <RadioButtonGroup aria-label="Levels for" options={rowOptions} value={rows} onChange={setRows} />
      </Box>
      <LevelsTable
        label={`Levels for ${single ? 'the account' : plural}`}
        lines={levelLines(settings, rows)}
        nameOf={nameOf}
        readOnly={readOnly}
        onChange={(line, levels) => save(withLevels(settings, line, levels))}
      />
      {!single && !transient && !readOnly && (
        <AddLevel
          key={rows}
          rows={rows}
          entities={entities}
          onAdd={(kpi, id) => save(withRowLevels(settings, rows, kpi, id))}
        />
      )}
      {entities.error && (
        <Text color="secondary" variant="bodySmall">
          {entities.error}
        </Text>
      )}
    </Stack>
  );
}

/** The levels at which KPIs are at warning and critical, in panels and alert rules. Open if some are set. */
export function LevelsSection({ connection }: { connection: ConnectionProps }) {
  return (
    <ConfigSection
      title="Levels"
      description="Values at which a KPI turns warning or critical. Panel colors and alert rules pick up changes at their next refresh; no restart is needed. Clear a field to turn a level off. If this data source is provisioned, set levels in its file, under jsonData.levels: Grafana overwrites changes made here when it restarts."
      isCollapsible
      isInitiallyOpen={readLevels(connection.options.jsonData.levels).length > 0}
    >
      <LevelsEditor connection={connection} />
    </ConfigSection>
  );
}
