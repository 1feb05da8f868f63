import { ConfigSection } from '@grafana/plugin-ui';
import React from 'react';

import { validateOpenedWithinSetting, validateSampleSize, validateServiceLevel } from '../query/sample';
import { NumberSetting, TextSetting, type ConnectionProps } from './settings';

/** How KPIs are estimated from conversations. The section is open if one of the settings is set. */
export function SampleSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { sampleSize, openedWithin, serviceLevelSeconds } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Conversation samples"
      description="Response times of consumers, time to first assignment, MCS and service level are estimated from samples of conversations. Only IDs, times and scores are kept: no message texts, no names. Queries can override these settings."
      isCollapsible
      isInitiallyOpen={[sampleSize, openedWithin, serviceLevelSeconds].some(Boolean)}
    >
      <NumberSetting
        connection={connection}
        name="sampleSize"
        label="Sample size"
        description="Maximum number of conversations in a sample, from 10 to 2000: of all open ones, and of those closed in each hour. Every 100 conversations take one request to LivePerson: every two minutes for open ones, once for each closed hour. With the default, the last 24 hours take 50 requests when they are first shown, and then about one a minute. Default: 200."
        placeholder="200"
        error={validateSampleSize(String(sampleSize ?? ''))}
      />
      <TextSetting
        connection={connection}
        name="openedWithin"
        label="Opened within"
        description="Limits samples of open conversations to those opened within this time, to show recent trends. Enter minutes, or a duration such as 2h. Does not add requests. If empty, any time."
        placeholder="Any time"
        error={validateOpenedWithinSetting(openedWithin?.trim() ?? '')}
      />
      <NumberSetting
        connection={connection}
        name="serviceLevelSeconds"
        label="Service level threshold"
        description="Seconds within which a first response meets the service level. Default: 300."
        placeholder="300"
        error={validateServiceLevel(String(serviceLevelSeconds ?? ''))}
      />
    </ConfigSection>
  );
}
