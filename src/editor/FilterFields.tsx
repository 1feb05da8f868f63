import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import { withFilter } from '../query/change';
import { getAgents, getGroups, getSkills } from '../resources';
import { toGroupOptions, toOptions, useEntityOptions } from './entityOptions';
import { EntityField } from './EntityField';
import type { FieldProps } from './fieldProps';
import { StatusField, UserTypeField } from './AgentFilterFields';

interface FilterProps extends FieldProps {
  datasource: KmmDataSource;
  variables: string[];
}

function SkillsField({ query, onChange, datasource, variables }: FilterProps) {
  const load = React.useCallback(async () => toOptions(await getSkills(datasource)), [datasource]);
  const tooltip =
    query.rows === 'agent'
      ? "Only agents with one of these skills. Per-agent values cover all of an agent's conversations. Empty means all. You can type IDs and variables."
      : 'Only conversations of these skills. Empty means all. You can type IDs and variables.';
  return (
    <EntityField
      label="Skills"
      tooltip={tooltip}
      entities={useEntityOptions('skills', load)}
      variables={variables}
      value={query.filter.skills ?? []}
      onChange={(skills) => onChange(withFilter(query, { skills }))}
    />
  );
}

function GroupsField({ query, onChange, datasource, variables }: FilterProps) {
  const id = React.useId();
  const load = React.useCallback(async () => toGroupOptions(await getGroups(datasource)), [datasource]);
  const entities = useEntityOptions('agent groups', load);
  const { groups, includeSubGroups = false } = query.filter;
  return (
    <>
      <EntityField
        label="Agent groups"
        tooltip="Only agents in these groups, and their conversations. Empty means all. You can type IDs and variables."
        entities={entities}
        variables={variables}
        value={groups ?? []}
        onChange={(selected) => onChange(withFilter(query, { groups: selected }))}
      />
      {groups && (
        <EditorField label="Include subgroups" tooltip="Also include the groups below the selected ones." htmlFor={id}>
          <EditorSwitch
            id={id}
            value={includeSubGroups}
            onChange={(event) => onChange(withFilter(query, { includeSubGroups: event.currentTarget.checked }))}
          />
        </EditorField>
      )}
    </>
  );
}

function AgentsField({ query, onChange, datasource, variables }: FilterProps) {
  const load = React.useCallback(async () => toOptions(await getAgents(datasource)), [datasource]);
  return (
    <EntityField
      label="Agents"
      tooltip="Only these agents. Empty means all. You can type IDs and variables."
      entities={useEntityOptions('agents', load)}
      variables={variables}
      value={query.filter.agents ?? []}
      onChange={(agents) => onChange(withFilter(query, { agents }))}
    />
  );
}

/** The filters of a query. Agents and their status are filters for agent rows only. */
export function FilterFields(props: FilterProps) {
  const hasAgentRows = props.query.rows === 'agent';
  return (
    <>
      <SkillsField {...props} />
      <GroupsField {...props} />
      {hasAgentRows && <AgentsField {...props} />}
      {hasAgentRows && <StatusField {...props} />}
      <UserTypeField {...props} />
    </>
  );
}
