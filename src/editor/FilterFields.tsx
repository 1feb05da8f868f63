import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import React from 'react';

import type { KmmDataSource } from '../datasource';
import { withFilter } from '../query/change';
import { getAgents, getGroups, getSkills } from '../resources';
import { groupOptions, namedOptions, useNames } from './names';
import { NamesField } from './NamesField';
import type { PartProps } from './part';
import { StatusField, UserTypeField } from './PeopleFields';

interface FilterProps extends PartProps {
  datasource: KmmDataSource;
  variables: string[];
}

function SkillsField({ query, onChange, datasource, variables }: FilterProps) {
  const load = React.useCallback(async () => namedOptions(await getSkills(datasource)), [datasource]);
  const tooltip =
    query.rows === 'agent'
      ? 'Only agents who have one of these skills; their figures cover all their work. Nothing chosen means all. IDs and variables may be typed.'
      : 'Only conversations of these skills. Nothing chosen means all. IDs and variables may be typed.';
  return (
    <NamesField
      label="Skills"
      tooltip={tooltip}
      names={useNames('skills', load)}
      variables={variables}
      value={query.filter.skills ?? []}
      onChange={(skills) => onChange(withFilter(query, { skills }))}
    />
  );
}

function GroupsField({ query, onChange, datasource, variables }: FilterProps) {
  const id = React.useId();
  const load = React.useCallback(async () => groupOptions(await getGroups(datasource)), [datasource]);
  const names = useNames('agent groups', load);
  const { groups, includeSubGroups = false } = query.filter;
  return (
    <>
      <NamesField
        label="Agent groups"
        tooltip="Only agents of these groups and their conversations. Nothing chosen means all. IDs and variables may be typed."
        names={names}
        variables={variables}
        value={groups ?? []}
        onChange={(chosen) => onChange(withFilter(query, { groups: chosen }))}
      />
      {groups && (
        <EditorField label="Include sub-groups" tooltip="The groups below the chosen ones count too." htmlFor={id}>
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
  const load = React.useCallback(async () => namedOptions(await getAgents(datasource)), [datasource]);
  return (
    <NamesField
      label="Agents"
      tooltip="Only these agents. Nothing chosen means all. IDs and variables may be typed."
      names={useNames('agents', load)}
      variables={variables}
      value={query.filter.agents ?? []}
      onChange={(agents) => onChange(withFilter(query, { agents }))}
    />
  );
}

/** Which skills, agent groups and agents count; what only agents have is offered only where a row is an agent. */
export function FilterFields(props: FilterProps) {
  const isAgents = props.query.rows === 'agent';
  return (
    <>
      <SkillsField {...props} />
      <GroupsField {...props} />
      {isAgents && <AgentsField {...props} />}
      {isAgents && <StatusField {...props} />}
      <UserTypeField {...props} />
    </>
  );
}
