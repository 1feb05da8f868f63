import React from 'react';

import { withOption } from '../query/change';
import { kpiOptions, readKpiOption, validateChatServiceLevel, type KpiOption } from '../query/kpiOptions';
import { validateOpenedWithin, validateSampleSize, validateServiceLevel } from '../query/sample';
import { DeferredInput } from './DeferredInput';
import type { FieldProps } from './fieldProps';

const rest = 'If empty, the data source’s setting applies. You can type a variable.';

const fields: Record<
  KpiOption,
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
  chatServiceLevelSeconds: {
    label: 'Chat service level threshold',
    suffix: 'seconds',
    tooltip: `A chat that is answered within this time meets the service level. A multiple of 5, because LivePerson counts chats in steps of 5 seconds. ${rest}`,
    validate: validateChatServiceLevel,
  },
};

/** The options that only some KPIs have, of those KPIs that are selected. */
export function KpiOptionFields({ query, onChange }: FieldProps) {
  return (
    <>
      {kpiOptions(query.kpis).map((option) => (
        <DeferredInput
          key={option}
          {...fields[option]}
          width={26}
          placeholder="Data source setting"
          value={String(query[option] ?? '')}
          onCommit={(text) => onChange(withOption(query, option, readKpiOption(text)))}
        />
      ))}
    </>
  );
}
