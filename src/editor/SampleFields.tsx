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
  Pick<React.ComponentProps<typeof DeferredInput>, 'label' | 'tooltip' | 'suffix' | 'validate'>
> = {
  sampleSize: {
    label: 'Sample size',
    tooltip: `Maximum number of conversations in a sample: of all open ones, and of those closed in each hour. Larger samples are more accurate but load more slowly: every 100 conversations take one request to LivePerson. ${rest}`,
    validate: validateSampleSize,
  },
  openedWithin: {
    label: 'Opened within',
    suffix: 'minutes',
    tooltip: `Limits samples of open conversations to those opened within this time, to show recent trends; 0 for any time. ${rest}`,
    validate: validateOpenedWithin,
  },
  serviceLevelSeconds: {
    label: 'Service level threshold',
    suffix: 'seconds',
    tooltip: `A first response within this time meets the service level. ${rest}`,
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
          width={26}
          placeholder="Data source setting"
          value={String(query[option] ?? '')}
          onCommit={(text) => onChange(withOption(query, option, readSampleOption(text)))}
        />
      ))}
    </>
  );
}
