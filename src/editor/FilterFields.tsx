import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import { canFilterByChannel, hasFilter, withFilter } from '../query/change';
import { getAgents, getGroups, getSkills } from '../resources';
import { toGroupOptions, toOptions, useEntityOptions } from './entityOptions';
import { EntityField } from './EntityField';
import type { FieldProps } from './fieldProps';
import { StatusField, UserTypeField } from './AgentFilterFields';
import { ChannelsField, StatesField } from './ConversationFilterFields';

interface FilterProps extends FieldProps {
  datasource: KmmDataSource;
  variables: string[];
}

/** The skills of a query. */
export function SkillsField({ query, onChange, datasource, variables }: FilterProps) {
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

const groupsTooltip =
  'Only agents in these groups, and their conversations. Empty means all. You can type IDs and variables.';

/** An open conversation has the group of its latest agent, and none before the first. */
const groupsOfConversationsTooltip =
  'Only conversations whose latest agent is in one of these groups. Empty means all. You can type IDs and variables.';

/** The agent groups of a query. */
export function GroupsField({ query, onChange, datasource, variables }: FilterProps) {
  const id = React.useId();
  const load = React.useCallback(async () => toGroupOptions(await getGroups(datasource)), [datasource]);
  const entities = useEntityOptions('agent groups', load);
  const { groups, includeSubGroups = false } = query.filter;
  return (
    <>
      <EntityField
        label="Agent groups"
        tooltip={query.rows === 'conversation' ? groupsOfConversationsTooltip : groupsTooltip}
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
      tooltip={
        query.rows === 'conversation'
          ? 'Only conversations whose latest agent is one of these. Empty means all. You can type IDs and variables.'
          : 'Only these agents. Empty means all. You can type IDs and variables.'
      }
      entities={useEntityOptions('agents', load)}
      variables={variables}
      value={query.filter.agents ?? []}
      onChange={(agents) => onChange(withFilter(query, { agents }))}
    />
  );
}

/** The filters of a query that its rows have. */
export function FilterFields(props: FilterProps) {
  const { rows } = props.query;
  return (
    <>
      <SkillsField {...props} />
      <GroupsField {...props} />
      {hasFilter(rows, 'agents') && <AgentsField {...props} />}
      {hasFilter(rows, 'agentStatus') && <StatusField {...props} />}
      {hasFilter(rows, 'userTypes') && <UserTypeField {...props} />}
      {canFilterByChannel(props.query) && <ChannelsField {...props} />}
      {hasFilter(rows, 'states') && <StatesField {...props} />}
    </>
  );
}
