import { EditorField, EditorRow, EditorSwitch, QueryOptionGroup } from '@grafana/plugin-ui';
import { Combobox, RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { describeRow, findKpi } from '../../catalogue';
import { withOption } from '../query/change';
import type { DurationUnit, KmmQuery, Layout, LevelColors, WorstOf } from '../query/model';
import type { FieldProps } from './fieldProps';

const layoutOptions: Array<{ value: Layout; label: string; description: string }> = [
  { value: 'auto', label: 'Auto', description: 'Based on the visualization' },
  { value: 'rows', label: 'Rows', description: 'For tables and bar charts' },
  { value: 'fields', label: 'A field per row', description: 'For bar gauge, gauge, stat and pie chart' },
];

const colorOptions: Array<ComboboxOption<LevelColors | ''>> = [
  { value: '', label: 'Default', description: 'Green, orange, red: for text and bars' },
  { value: 'background', label: 'For backgrounds', description: 'Darker colors, for white text' },
  { value: 'attention', label: 'Only warning and critical', description: 'For tables' },
  { value: 'panel', label: 'Panel thresholds', description: 'Ignores the levels of the data source' },
];

const unitOptions: Array<ComboboxOption<DurationUnit | ''>> = [
  { value: '', label: 'Milliseconds' },
  { value: 'auto', label: 'Auto', description: 'Seconds, minutes or hours, based on the longest' },
  { value: 's', label: 'Seconds' },
  { value: 'm', label: 'Minutes' },
  { value: 'h', label: 'Hours' },
];

const worstOfOptions: Array<{ value: WorstOf | ''; label: string }> = [
  { value: '', label: 'The account' },
  { value: 'skill', label: 'Its worst skill' },
  { value: 'group', label: 'Its worst agent group' },
];

/** Whether there are skills or groups behind one value. */
function hasRowsBehind({ shape, rows }: KmmQuery): boolean {
  return shape === 'value' && describeRow(rows).single === true;
}

/** Whether one value is laid out by the query: there are several rows. */
function hasLayout({ shape, rows }: KmmQuery): boolean {
  return shape === 'value' && !describeRow(rows).single;
}

/** Whether a trend can have durations; a variable can stand for one. */
function hasDurations({ shape, kpis }: KmmQuery): boolean {
  return shape === 'series' && kpis.some((id) => (findKpi(id)?.unit ?? 'ms') === 'ms');
}

function labelOf<T>(options: Array<{ value: T; label?: string }>, value: T): string {
  return options.find((option) => option.value === value)?.label ?? '';
}

/** The options in short, for the collapsed group. */
function summarize(query: KmmQuery): string[] {
  const { layout = 'rows', levelColors = '', levelText, openPoint, durationUnit = '', worstOf = '' } = query;
  return [
    ...(hasLayout(query) ? [`Layout: ${labelOf(layoutOptions, layout)}`] : []),
    ...(worstOf && hasRowsBehind(query) ? [`Level of: ${labelOf(worstOfOptions, worstOf)}`] : []),
    `Level colors: ${labelOf(colorOptions, levelColors)}`,
    ...(levelText && query.shape === 'value' ? ['Levels in names'] : []),
    ...(durationUnit && hasDurations(query) ? [`Duration unit: ${labelOf(unitOptions, durationUnit)}`] : []),
    ...(openPoint ? ['Unfinished interval: separate'] : []),
  ];
}

interface SwitchProps extends FieldProps {
  name: 'levelText' | 'openPoint';
  label: string;
  tooltip: string;
}

function SwitchField({ query, onChange, name, label, tooltip }: SwitchProps) {
  const id = React.useId();
  const value = name === 'openPoint' ? ('separate' as const) : true;
  return (
    <EditorField label={label} tooltip={tooltip} htmlFor={id}>
      <EditorSwitch
        id={id}
        value={query[name] !== undefined}
        onChange={({ currentTarget }) => onChange(withOption(query, name, currentTarget.checked && value))}
      />
    </EditorField>
  );
}

function LayoutField({ query, onChange }: FieldProps) {
  return (
    <EditorField label="Layout" tooltip="Auto uses a field per row where the visualization shows one item per field.">
      <RadioButtonGroup
        aria-label="Layout"
        options={layoutOptions}
        value={query.layout ?? 'rows'}
        onChange={(layout) => onChange(withOption(query, 'layout', layout))}
      />
    </EditorField>
  );
}

function LevelColorsField({ query, onChange }: FieldProps) {
  const id = React.useId();
  return (
    <EditorField
      label="Level colors"
      tooltip="Thresholds come from the levels in the data source settings. Set the panel's color scheme to “From thresholds (by value)”."
      htmlFor={id}
    >
      <Combobox
        id={id}
        options={colorOptions}
        value={query.levelColors ?? ''}
        onChange={({ value }) => onChange(withOption(query, 'levelColors', value || undefined))}
        width={30}
      />
    </EditorField>
  );
}

function DurationUnitField({ query, onChange }: FieldProps) {
  const id = React.useId();
  return (
    <EditorField
      label="Duration unit"
      tooltip="Unit of the values in the result. Axis labels are round numbers in this unit. Select Auto for graphs, or a fixed unit if transformations or expressions use the values."
      htmlFor={id}
    >
      <Combobox
        id={id}
        options={unitOptions}
        value={query.durationUnit ?? ''}
        onChange={({ value }) => onChange(withOption(query, 'durationUnit', value || undefined))}
        width={30}
      />
    </EditorField>
  );
}

function WorstOfField({ query, onChange }: FieldProps) {
  return (
    <EditorField
      label="Level of"
      tooltip="A skill can reach a level long before the whole account does. The value takes the color and the level of the worst one, which is named."
    >
      <RadioButtonGroup<WorstOf | ''>
        aria-label="Level of"
        options={worstOfOptions}
        value={query.worstOf ?? ''}
        onChange={(rows) => onChange(withOption(query, 'worstOf', rows || undefined))}
      />
    </EditorField>
  );
}

/** How the result is laid out and colored. Collapsed, because the defaults suit most panels. */
export function DisplayFields(props: FieldProps) {
  const { query } = props;
  return (
    <EditorRow>
      <QueryOptionGroup title="Display" collapsedInfo={summarize(query)}>
        {hasLayout(query) && <LayoutField {...props} />}
        {hasRowsBehind(query) && <WorstOfField {...props} />}
        <LevelColorsField {...props} />
        {hasDurations(query) && <DurationUnitField {...props} />}
        {query.shape === 'value' ? (
          <SwitchField
            {...props}
            name="levelText"
            label="Levels in names"
            tooltip="Adds △ (warning) or ▲ (critical) to names, or a column Level to a table, so that levels don't depend on color alone."
          />
        ) : (
          <SwitchField
            {...props}
            name="openPoint"
            label="Separate unfinished interval"
            tooltip="Shows the current interval as a separate series, marked “(so far)”, so that it doesn't look like a drop."
          />
        )}
      </QueryOptionGroup>
    </EditorRow>
  );
}
