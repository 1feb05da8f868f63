import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { withFilter } from '../query/change';
import { channelNames, stateNames } from '../query/conversations';
import { isVariable, type ConversationState } from '../query/model';
import { EntityField } from './EntityField';
import type { FieldProps } from './fieldProps';
import { MultiSelectField } from './MultiSelectField';

const channels: ComboboxOption[] = Object.entries(channelNames).map(([value, label]) => ({ value, label }));

const states: Array<ComboboxOption<ConversationState>> = [
  { value: 'QUEUED', label: stateNames.QUEUED, description: 'Waiting for an agent' },
  { value: 'ACTIVE', label: stateNames.ACTIVE, description: 'Assigned to an agent or a bot' },
];

interface ConversationFilterProps extends FieldProps {
  variables: string[];
}

/** Filters conversations by channel. An account can have channels that are not in the list. */
export function ChannelsField({ query, onChange, variables }: ConversationFilterProps) {
  return (
    <EntityField
      label="Channels"
      tooltip="Only conversations on these channels. Empty means all. You can type LivePerson's name of a channel that is not in the list, and variables."
      entities={{ options: channels, loading: false }}
      customValueDescription="Use as a channel or variable"
      variables={variables}
      value={query.filter.channels ?? []}
      onChange={(selected) => onChange(withFilter(query, { channels: selected }))}
    />
  );
}

/** Filters conversations by state. */
export function StatesField({ query, onChange, variables }: ConversationFilterProps) {
  return (
    <MultiSelectField<ConversationState>
      label="State"
      tooltip="Only conversations in this state. Empty means both."
      options={states}
      variables={React.useMemo(() => variables.filter(isVariable), [variables])}
      value={query.filter.states ?? []}
      placeholder="Queued and active"
      onChange={(selected) => onChange(withFilter(query, { states: selected }))}
    />
  );
}
