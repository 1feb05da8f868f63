import { ConfigSection } from '@grafana/plugin-ui';
import React from 'react';

import { validateChatServiceLevel } from '../query/kpiOptions';
import { NumberSetting, type ConnectionProps } from './settings';

/** How KPIs of chats are computed. The section is open if its setting is set. */
export function ChatSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { chatServiceLevelSeconds } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Chat"
      description="KPIs of chats, in accounts that have chat beside messaging. Queries can override this setting."
      isCollapsible
      isInitiallyOpen={Boolean(chatServiceLevelSeconds)}
    >
      <NumberSetting
        connection={connection}
        name="chatServiceLevelSeconds"
        label="Chat service level threshold"
        description="Seconds within which an answered chat meets the service level. A multiple of 5, because LivePerson counts chats in steps of 5 seconds. Default: 30."
        placeholder="30"
        error={validateChatServiceLevel(String(chatServiceLevelSeconds ?? ''))}
      />
    </ConfigSection>
  );
}
