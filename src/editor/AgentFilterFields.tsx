import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { withFilter } from '../query/change';
import type { AgentStatus, UserType, Variable } from '../query/model';
import { MultiSelectField } from './MultiSelectField';
import type { FieldProps } from './fieldProps';

const statuses: Array<ComboboxOption<AgentStatus>> = [
  { value: 'ONLINE', label: 'Online' },
  { value: 'AWAY', label: 'Away' },
  { value: 'BACK_SOON', label: 'Back soon' },
  { value: 'OFFLINE', label: 'Offline', description: 'Also those who have not logged in at all' },
];

const userTypes: Array<ComboboxOption<UserType>> = [
  { value: 'HUMAN', label: 'Humans' },
  { value: 'BOT', label: 'Bots' },
];

interface AgentFilterProps extends FieldProps {
  variables: string[];
}

function isVariable(text: string): text is Variable {
  return text.startsWith('$');
}

/** Agents of which status are shown. */
export function StatusField({ query, onChange, variables }: AgentFilterProps) {
  return (
    <MultiSelectField<AgentStatus>
      label="Status"
      tooltip="Only agents whose status is one of these now. Nothing chosen means all who are logged in."
      options={statuses}
      variables={React.useMemo(() => variables.filter(isVariable), [variables])}
      value={query.filter.agentStatus ?? []}
      placeholder="Logged in"
      onChange={(agentStatus) => onChange(withFilter(query, { agentStatus }))}
    />
  );
}

/** Whether humans, bots or both count. */
export function UserTypeField({ query, onChange, variables }: AgentFilterProps) {
  const defaultTypes = query.rows === 'agent' ? 'Humans' : 'Humans and bots';
  return (
    <MultiSelectField<UserType>
      label="User types"
      tooltip={`Whose work counts. Nothing chosen means ${defaultTypes.toLowerCase()}.`}
      options={userTypes}
      variables={React.useMemo(() => variables.filter(isVariable), [variables])}
      value={query.filter.userTypes ?? []}
      placeholder={defaultTypes}
      onChange={(types) => onChange(withFilter(query, { userTypes: types }))}
    />
  );
}
