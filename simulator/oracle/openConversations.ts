import type { Account } from '../contactCentre/account';
import { campaignOf } from '../contactCentre/campaigns';
import { consumerNames } from '../contactCentre/consumers';
import { EventType } from '../contactCentre/journal';
import { profileOf } from '../contactCentre/profile';
import type { Conversation } from './conversation';
import { scoreOf } from './exchange';

/** What a row of an open conversation shows; null means nothing. Times are epoch ms, durations ms. */
export type ConversationValues = Record<string, number | string | null>;

/**
 * The rows of open conversations by their ids: values by the ids of their KPIs, states, channels and senders as
 * LivePerson calls them, ids to filter by, names of the consumer as given, and the times since which values grow.
 */
export function openConversations(
  account: Account,
  conversations: Conversation[],
  now: number
): Record<string, ConversationValues> {
  const open = conversations.filter(({ closedAt }) => closedAt === Infinity);
  return Object.fromEntries(
    open.map((conversation) => [
      profileOf(conversation.number).id,
      { ...textValues(account, conversation), ...timeValues(conversation, now), ...scoreValues(conversation) },
    ])
  );
}

function textValues(account: Account, conversation: Conversation): ConversationValues {
  const { number, channel, holder, latestAgent, latestBot, messages } = conversation;
  const skill = account.skills[conversation.skill]!;
  const group = latestAgent && account.groups[latestAgent.group];
  const { firstName = null, lastName = null, consumerName = null } = consumerNames(number);
  const last = messages.at(-1);
  return {
    conversation_state: holder ? 'ACTIVE' : 'QUEUED',
    conversation_consumer: profileOf(number).consumerId,
    conversation_channel: channel,
    conversation_skill: skill.name,
    conversation_group: group?.name ?? null,
    conversation_agent: holder?.type === 'HUMAN' ? holder.name : null,
    conversation_bot: latestBot?.name ?? null,
    conversation_campaign: campaignOf(number)?.name ?? null,
    last_message_from: last ? (last.agent ? (last.agent.type === 'BOT' ? 'BOT' : 'AGENT') : 'CONSUMER') : null,
    skill_id: skill.id,
    group_id: group?.id ?? null,
    agent_id: latestAgent?.id ?? null,
    consumer_first_name: firstName,
    consumer_last_name: lastName,
    consumer_name: consumerName,
  };
}

/** A wait goes on in a queue, and is over once a person has the conversation; a bot alone gives neither wait nor duration. */
function timeValues(
  { startedAt, queuedAt, holder, personSince, messages }: Conversation,
  now: number
): ConversationValues {
  const last = messages.at(-1)?.at ?? null;
  return {
    conversation_started: startedAt,
    conversation_wait_time: holder ? (personSince === undefined ? null : personSince - queuedAt) : now - queuedAt,
    conversation_wait_time_since: holder ? null : queuedAt,
    conversation_duration: personSince === undefined ? null : now - personSince,
    conversation_duration_since: personSince ?? null,
    last_message_age: last === null ? null : now - last,
    last_message_age_since: last,
  };
}

function scoreValues({ number, entries }: Conversation): ConversationValues {
  return {
    conversation_mcs: scoreOf(number, entries) ?? null,
    conversation_csat: entries.find(({ type }) => type === EventType.rated)?.detail ?? null,
  };
}
