import React from 'react';

import { withOption } from '../query/change';
import {
  readSampleOption,
  sampleOptions,
  validateOpenedWithin,
  validateSampleSize,
  validateServiceLevel,
  type SampleOption,
} from '../query/sample';
import { DeferredInput } from './DeferredInput';
import type { FieldProps } from './fieldProps';

const rest = 'If empty, the data source’s setting applies. You can type a variable.';

const fields: Record<
  SampleOption,
  Pick<React.ComponentProps<typeof DeferredInput>, 'label' | 'tooltip' | 'validate'>
> = {
  sampleSize: {
    label: 'Sample size',
    tooltip: `Maximum conversations in a sample: of all open ones, and of those closed in each hour. A larger sample is more accurate, but loads more slowly: each 100 conversations are a request to LivePerson. ${rest}`,
    validate: validateSampleSize,
  },
  openedWithin: {
    label: 'Opened within',
    tooltip: `In minutes. Only conversations opened in this time count as open ones, to see recent trends; 0 for any time. ${rest}`,
    validate: validateOpenedWithin,
  },
  serviceLevelSeconds: {
    label: 'Service level threshold',
    tooltip: `In seconds. A first response within this time meets the service level. ${rest}`,
    validate: validateServiceLevel,
  },
};

/** The options of the samples that KPIs of the query are estimated from. */
export function SampleFields({ query, onChange }: FieldProps) {
  return (
    <>
      {sampleOptions(query.kpis).map((option) => (
        <DeferredInput
          key={option}
          {...fields[option]}
          width={20}
          placeholder="Data source setting"
          value={String(query[option] ?? '')}
          onCommit={(text) => onChange(withOption(query, option, readSampleOption(text)))}
        />
      ))}
    </>
  );
}
