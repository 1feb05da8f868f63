import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { withFilter } from '../query/change';
import { isVariable, type AgentStatus, type UserType } from '../query/model';
import { MultiSelectField } from './MultiSelectField';
import type { FieldProps } from './fieldProps';

const statuses: Array<ComboboxOption<AgentStatus>> = [
  { value: 'ONLINE', label: 'Online' },
  { value: 'AWAY', label: 'Away' },
  { value: 'BACK_SOON', label: 'Back soon' },
  { value: 'OFFLINE', label: 'Offline', description: 'Includes agents who have never logged in' },
];

const userTypes: Array<ComboboxOption<UserType>> = [
  { value: 'HUMAN', label: 'Humans' },
  { value: 'BOT', label: 'Bots' },
];

interface AgentFilterProps extends FieldProps {
  variables: string[];
}

/** Filters agents by their current status. */
export function StatusField({ query, onChange, variables }: AgentFilterProps) {
  return (
    <MultiSelectField<AgentStatus>
      label="Status"
      tooltip="Only agents who currently have one of these statuses. Empty means all logged-in agents."
      options={statuses}
      variables={React.useMemo(() => variables.filter(isVariable), [variables])}
      value={query.filter.agentStatus ?? []}
      placeholder="Logged in"
      onChange={(agentStatus) => onChange(withFilter(query, { agentStatus }))}
    />
  );
}

/** Includes humans, bots or both. */
export function UserTypeField({ query, onChange, variables }: AgentFilterProps) {
  const defaultTypes = query.rows === 'agent' ? 'Humans' : 'Humans and bots';
  return (
    <MultiSelectField<UserType>
      label="User types"
      tooltip={`Whose conversations to include. Empty means ${defaultTypes.toLowerCase()}.`}
      options={userTypes}
      variables={React.useMemo(() => variables.filter(isVariable), [variables])}
      value={query.filter.userTypes ?? []}
      placeholder={defaultTypes}
      onChange={(types) => onChange(withFilter(query, { userTypes: types }))}
    />
  );
}
