import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import { withFilter } from '../query/change';
import { getGroups, getSkills } from '../resources';
import { groupOptions, skillOptions, useNames } from './names';
import { NamesField } from './NamesField';
import type { PartProps } from './part';

/** Which skills and agent groups count. */
export function FilterFields({ query, onChange, datasource }: PartProps & { datasource: KmmDataSource }) {
  const id = React.useId();
  const loadSkills = React.useCallback(async () => skillOptions(await getSkills(datasource)), [datasource]);
  const loadGroups = React.useCallback(async () => groupOptions(await getGroups(datasource)), [datasource]);
  const skills = useNames('skills', loadSkills);
  const groups = useNames('agent groups', loadGroups);
  const variables = React.useMemo(() => datasource.variableNames(), [datasource]);
  const { filter } = query;
  return (
    <>
      <NamesField
        label="Skills"
        tooltip="Only conversations of these skills. Nothing chosen means all. IDs and variables may be typed."
        names={skills}
        variables={variables}
        value={filter.skills ?? []}
        onChange={(ids) => onChange(withFilter(query, { skills: ids }))}
      />
      <NamesField
        label="Agent groups"
        tooltip="Only agents of these groups and their conversations. Nothing chosen means all. IDs and variables may be typed."
        names={groups}
        variables={variables}
        value={filter.groups ?? []}
        onChange={(ids) => onChange(withFilter(query, { groups: ids }))}
      />
      {filter.groups && (
        <EditorField label="Include sub-groups" tooltip="The groups below the chosen ones count too." htmlFor={id}>
          <EditorSwitch
            id={id}
            value={filter.includeSubGroups ?? false}
            onChange={(event) => onChange(withFilter(query, { includeSubGroups: event.currentTarget.checked }))}
          />
        </EditorField>
      )}
    </>
  );
}
