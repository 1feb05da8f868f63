import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import { Combobox, RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { canHaveLevels, describeRow, findKpi } from '../../catalogue';
import { withOrder } from '../query/change';
import type { KmmQuery, Order } from '../query/model';
import type { FieldProps } from './fieldProps';
import { LimitField } from './LimitField';

const directions = [
  { value: true, label: 'Highest first' },
  { value: false, label: 'Lowest first' },
];

/** Text KPIs cannot be sorted by value. */
function orderOptions({ kpis }: KmmQuery): ComboboxOption[] {
  const sortable = kpis.filter((id) => findKpi(id)?.measure !== 'text');
  return sortable.map((id) => ({ value: id, label: findKpi(id)?.label ?? id }));
}

/** Whether a KPI can have levels, or is a variable that may stand for one. */
function mayHaveLevels(id: string): boolean {
  const kpi = findKpi(id);
  return kpi === undefined || canHaveLevels(kpi);
}

function WorstFirstField({ orderBy, onChange }: { orderBy: Order; onChange: (orderBy: Order) => void }) {
  const id = React.useId();
  const { worstFirst, ...byKpi } = orderBy;
  return (
    <EditorField
      label="Worst level first"
      tooltip="Rows with a critical value come first, then rows with a warning. Rows of the same level keep the selected order."
      htmlFor={id}
    >
      <EditorSwitch
        id={id}
        value={worstFirst === true}
        onChange={({ currentTarget }) => onChange({ ...byKpi, ...(currentTarget.checked && { worstFirst: true }) })}
      />
    </EditorField>
  );
}

/** The order of rows if none is selected: in a few words, and in a sentence. */
function defaultOrder({ rows }: KmmQuery): { placeholder: string; tooltip: string } {
  return describeRow(rows).transient
    ? {
        placeholder: 'Queued first, then longest active',
        tooltip:
          'If empty, queued conversations come first, the longest wait at the top, then active ones, the longest duration first.',
      }
    : { placeholder: 'None', tooltip: "If empty, rows keep LivePerson's order." };
}

/** The order and the maximum number of rows. */
export function OrderFields({ query, onChange }: FieldProps) {
  const id = React.useId();
  const { orderBy } = query;
  const { placeholder, tooltip } = defaultOrder(query);
  return (
    <>
      <EditorField label="Order by" tooltip={`One of the selected KPIs. ${tooltip}`} htmlFor={id}>
        <Combobox
          id={id}
          options={orderOptions(query)}
          value={orderBy?.kpi ?? null}
          onChange={(selected) =>
            onChange(withOrder(query, selected ? { desc: true, ...orderBy, kpi: selected.value } : undefined))
          }
          placeholder={placeholder}
          isClearable
          width={34}
        />
      </EditorField>
      {orderBy && (
        <EditorField label="Direction">
          <RadioButtonGroup
            aria-label="Direction"
            options={directions}
            value={orderBy.desc}
            onChange={(desc) => onChange(withOrder(query, { ...orderBy, desc }))}
          />
        </EditorField>
      )}
      {orderBy && query.kpis.some(mayHaveLevels) && (
        <WorstFirstField orderBy={orderBy} onChange={(changed) => onChange(withOrder(query, changed))} />
      )}
      <LimitField
        query={query}
        onChange={onChange}
        tooltip="Maximum rows, after sorting. You can type a variable."
        placeholder="All"
        ifEmpty="all rows"
      />
    </>
  );
}
