import { ConfigSection } from '@grafana/plugin-ui';
import React from 'react';

import { NumberSetting, SwitchSetting, TextSetting, type ConnectionProps } from './settings';

/** The bounds of the setting; the server has the same. */
const maxConversations = { default: 500, max: 2000 };

function validateMaxConversations(count: number | undefined): string | undefined {
  return count === undefined || count <= maxConversations.max
    ? undefined
    : `"${count}" is too large. Enter a whole number from 1 to ${maxConversations.max}.`;
}

/** The hosts of LivePerson differ by account, so that the address is copied from there. */
function validateConversationUrl(url: string): string | undefined {
  if (url === '') {
    return undefined;
  }
  if (!/^https?:\/\/[^/]/.test(url)) {
    return `"${url}" is not a valid URL. Start with https://.`;
  }
  return url.includes('{conversation}')
    ? undefined
    : `"${url}" has no {conversation}. Enter {conversation} in place of the conversation's ID.`;
}

/** How tables of open conversations are. The section is open if one of the settings is set. */
export function LiveSessionsSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { consumerNames, conversationUrl, maxConversations: count } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Live sessions"
      description="Tables of open conversations: queries with one row for each conversation."
      isCollapsible
      isInitiallyOpen={Boolean(consumerNames ?? conversationUrl ?? count)}
    >
      <SwitchSetting
        connection={connection}
        name="consumerNames"
        label="Consumer names"
        description="Shows the names of consumers instead of their IDs, to everyone who can see the dashboards. While this is off, names are not requested from LivePerson."
      />
      <TextSetting
        connection={connection}
        name="conversationUrl"
        label="Conversation URL"
        description="Links each conversation to LivePerson. Open a conversation in Conversational Cloud, copy its address, and replace its IDs with {account} and {conversation}. If empty, there are no links."
        placeholder="https://…/{account}/…/{conversation}"
        error={validateConversationUrl(conversationUrl?.trim() ?? '')}
      />
      <NumberSetting
        connection={connection}
        name="maxConversations"
        label="Max open conversations"
        description="Up to 2000. If more are open, queued ones are kept, and tables show a notice. Every 100 conversations take one request to LivePerson at each refresh, whatever the number of viewers. Default: 500."
        placeholder={String(maxConversations.default)}
        error={validateMaxConversations(count)}
      />
    </ConfigSection>
  );
}
