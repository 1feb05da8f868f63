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

/** How tables of open conversations are, and whether current values have a history. The section is open if one of the settings is set. */
export function LiveSessionsSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { consumerNames, conversationUrl, maxConversations: count, historyOfNow } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Live sessions"
      description="Tables of open conversations, with one row for each, and the history of current values."
      isCollapsible
      isInitiallyOpen={[consumerNames, conversationUrl, count, historyOfNow].some(Boolean)}
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
      <SwitchSetting
        connection={connection}
        name="historyOfNow"
        label="History of current values"
        description="Keeps the current values of messaging, of the account, skills and agent groups, each minute for up to 24 hours, so that KPIs such as Open have a trend. LivePerson has no such history: it starts when you turn this on, and again when Grafana restarts. Where no dashboard requests these values anyway, it takes about 1,440 requests to LivePerson a day for every 50 skills, and as many for every 50 agent groups. It needs up to 32 MiB of memory: about 12 MiB with 100 skills and 20 agent groups."
      />
    </ConfigSection>
  );
}
