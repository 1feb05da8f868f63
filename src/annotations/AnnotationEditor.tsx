import type { QueryEditorProps } from '@grafana/data';
import { EditorField, EditorRow, EditorRows } from '@grafana/plugin-ui';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { KmmOptions } from '../config/model';
import type { KmmDataSource } from '../datasource';
import { DeferredInput } from '../editor/DeferredInput';
import { GroupsField, SkillsField } from '../editor/FilterFields';
import { LimitField } from '../editor/LimitField';
import { annotationEvents, type AnnotationEvent, type KmmQuery } from '../query/model';
import {
  defaultGroupFrom,
  defaultLimit,
  eventDescriptions,
  minGroupFrom,
  readAnnotationQuery,
  type AnnotationTarget,
} from './model';

const events: Array<ComboboxOption<AnnotationEvent>> = annotationEvents.map((value) => ({
  value,
  label: eventDescriptions[value].label,
  description: eventDescriptions[value].description,
}));

interface FieldProps {
  query: AnnotationTarget;
  onChange: (query: KmmQuery) => void;
}

function EventField({ query, onChange }: FieldProps) {
  const id = React.useId();
  const { annotation } = query;
  return (
    <EditorField label="Event" tooltip={eventDescriptions[annotation.event].description} htmlFor={id}>
      <Combobox
        id={id}
        options={events}
        value={annotation.event}
        onChange={({ value: event }) => onChange({ ...query, annotation: { ...annotation, event } })}
        width={44}
      />
    </EditorField>
  );
}

function isGroupFrom(text: string): boolean {
  return text === '' || (Number.isInteger(Number(text)) && Number(text) >= minGroupFrom);
}

function GroupFromField({ query, onChange }: FieldProps) {
  const { event, groupFrom } = query.annotation;
  return (
    <DeferredInput
      label="Group from"
      tooltip="If this many events or more are close together, they are one annotation with their number."
      width={10}
      placeholder={String(defaultGroupFrom)}
      value={groupFrom === undefined ? '' : String(groupFrom)}
      validate={(text) =>
        isGroupFrom(text)
          ? undefined
          : `"${text}" is not valid. Enter a whole number from ${minGroupFrom}, or leave it empty for ${defaultGroupFrom}.`
      }
      onCommit={(text) =>
        onChange({ ...query, annotation: { event, ...(text !== '' && { groupFrom: Number(text) }) } })
      }
    />
  );
}

type Props = QueryEditorProps<KmmDataSource, KmmQuery, KmmOptions>;

/** Edits the query of an annotation. Grafana runs it after each change. */
export function AnnotationEditor({ query: saved, onChange: save, datasource }: Props) {
  const query = readAnnotationQuery(saved);
  const { filters } = eventDescriptions[query.annotation.event];
  const variables = React.useMemo(() => datasource.variableNames(), [datasource]);
  const onChange = (changed: KmmQuery) => {
    const next = readAnnotationQuery(changed);
    // In Grafana's dropdowns the same selection can be reported while they render.
    if (JSON.stringify(next) !== JSON.stringify(query)) {
      save(next);
    }
  };
  const filterProps = { query, onChange, datasource, variables };
  return (
    <EditorRows>
      <EditorRow>
        <EventField query={query} onChange={onChange} />
        {filters.includes('skills') && <SkillsField {...filterProps} />}
        {filters.includes('groups') && <GroupsField {...filterProps} />}
      </EditorRow>
      <EditorRow>
        <GroupFromField query={query} onChange={onChange} />
        <LimitField
          query={query}
          onChange={onChange}
          tooltip="Maximum annotations. If there are more, those of longer times are grouped. You can type a variable."
          placeholder={String(defaultLimit)}
          ifEmpty={String(defaultLimit)}
        />
      </EditorRow>
    </EditorRows>
  );
}
