import { startTestSimulator } from '../testing';

interface Participant {
  agentId: string;
  agentFullName: string;
  userTypeName: string;
  permission: string;
  timeL: number;
}

interface Message {
  timeL: number;
  sentBy: string;
  participantId: string;
  dialogId: string;
  audience: string;
}

/** A record of a search with all that a screen of live conversations needs. */
export interface Row {
  info: {
    conversationId: string;
    status: string;
    startTimeL: number;
    endTimeL: number;
    latestSkillId: number;
    latestSkillName: string;
    latestAgentId: string;
    latestAgentFullName: string;
    latestAgentGroupId?: number;
    latestAgentGroupName?: string;
    latestQueueState: string;
    source: string;
    mcs?: number;
    csatRate?: number;
  };
  agentParticipants: Participant[];
  consumerParticipants: Array<Record<string, string>>;
  campaign: { campaignName?: string };
  transfers: Array<{ timeL: number }>;
  messageRecords: Message[];
  dialogs: Array<{ dialogId: string; dialogType: string }>;
}

const contentToRetrieve = [
  'consumerParticipants',
  'transfers',
  'interactions',
  'campaign',
  'monitoring',
  'responseTime',
  'dialogs',
  'messageRecords',
  'agentParticipants',
];

/** What a row shows; null means nothing. */
export type Values = Record<string, number | string | null>;
/** What the oracle has of live conversations. */
export interface Books {
  now: number;
  conversations: Record<string, Values>;
  monitoring: {
    dayStart: number;
    account: Values;
    skills: Record<string, Values>;
    groups: Record<string, Values>;
    agents: Record<string, Values>;
    startedPerHour: Record<string, number>;
  };
}

/** Starts a simulator with two days of history, and reads it as a client does, and its oracle. */
export function startInteractions() {
  const { simulator, searchAll, send } = startTestSimulator({ days: 2 });
  const rowsOf = (body: object) => searchAll<Row>({ contentToRetrieve, ...body });
  const books = async (query: Record<string, string> = {}): Promise<Books> => {
    return (await send('GET', `/simulator/books?${new URLSearchParams(query)}`)).json();
  };
  return { simulator, send, rowsOf, books };
}

/** The messages of the main dialog that the consumer sees, without those of the system. */
export function visible({ agentParticipants, messageRecords, dialogs }: Row) {
  const main = dialogs.find(({ dialogType }) => dialogType === 'MAIN')!.dialogId;
  const types = new Map(agentParticipants.map(({ agentId, userTypeName }) => [agentId, userTypeName]));
  return messageRecords
    .filter(({ dialogId, audience }) => dialogId === main && audience === 'ALL')
    .map((message) => ({
      ...message,
      type: message.sentBy === 'Consumer' ? 'Consumer' : types.get(message.participantId),
    }))
    .filter(({ type }) => type !== 'System');
}
