import type { Account } from '../contactCentre/account';
import { consumerNames } from '../contactCentre/consumers';
import { RESPONSE_DUE } from '../contactCentre/conversation';
import { EventType } from '../contactCentre/journal';
import { CONSUMER_MARKER, profileOf, surveyDialogId } from '../contactCentre/profile';
import type { History } from './history';
import { isAnswer } from './messages';
import { messageRecords, messageScores } from './messageRecords';
import { campaign, monitoring } from './origin';
import { activeParticipants, leavingParticipants, participants } from './participants';
import { agentFields, timeFields } from './parts';

/** A conversation up to a time, with what its parts need. */
export interface Subject {
  account: Account;
  history: History;
  /** Epoch ms. */
  asOf: number;
}

/** The parts of a record by their name in `contentToRetrieve`, which is their field too. */
const writers: Record<string, (subject: Subject) => unknown> = {
  messageRecords,
  messageScores,
  agentParticipants: participants,
  agentParticipantsActive: activeParticipants,
  agentParticipantsLeave: leavingParticipants,
  consumerParticipants,
  transfers,
  interactions,
  dialogs,
  conversationSurveys,
  responseTime,
  campaign,
  monitoring,
};

/** Documented parts of which this contact centre has no data. */
const missing = ['messageStatuses', 'coBrowseSessions', 'summary', 'sdes', 'unAuthSdes'];
missing.push('skillChanges', 'intents', 'uniqueIntents', 'latestAgentSurvey', 'previouslySubmittedAgentSurveys');

/** All names of `contentToRetrieve`. */
export const contents = [...Object.keys(writers), ...missing];

/** The parts of a response to a request without `contentToRetrieve`. */
export const defaultContents = contents.filter((name) => name !== 'agentParticipantsActive');

/** The requested parts of a record. */
export function writeContents(subject: Subject, wanted: Set<string>): Record<string, unknown> {
  const names = Object.keys(writers).filter((name) => wanted.has(name));
  return Object.fromEntries(names.map((name) => [name, writers[name]!(subject)]));
}

function consumerParticipants({ history: { number, startedAt } }: Subject) {
  const { consumerId } = profileOf(number);
  return [
    {
      participantId: consumerId,
      ...consumerNames(number),
      token: `${CONSUMER_MARKER}-token`,
      email: `${CONSUMER_MARKER}@example.com`,
      phone: 'null',
      avatarURL: 'null',
      ...timeFields('time', startedAt),
    },
  ];
}

function transfers({ account, history }: Subject) {
  const skillFields = (prefix: string, index: number) => {
    const { id, name } = account.skills[index]!;
    return { [`${prefix}SkillId`]: Number(id), [`${prefix}SkillName`]: name };
  };
  return history.transfers.map(({ at, reason, agent, sourceSkill, targetSkill }) => ({
    ...timeFields('time', at),
    reason,
    by: agent.id,
    assignedAgentId: 'null',
    ...agentFields('sourceAgent', agent),
    ...skillFields('source', sourceSkill),
    ...skillFields('target', targetSkill),
    dialogId: profileOf(history.number).id,
  }));
}

/** The assignments in which the agent wrote. */
function interactions({ history }: Subject) {
  const interactive = history.assignments.filter(({ firstMessageAt }) => firstMessageAt !== undefined);
  return interactive.map(({ agent, firstMessageAt }, index) => ({
    ...agentFields('assignedAgent', agent),
    ...timeFields('interactionTime', firstMessageAt!),
    interactiveSequence: index + 1,
    dialogId: profileOf(history.number).id,
  }));
}

function dialogs({ history }: Subject) {
  const { number, startedAt, closedAt, entries } = history;
  const dialog = (dialogId: string, dialogType: string, from: number, to: number | undefined) => ({
    dialogId,
    dialogType,
    status: to === undefined ? 'OPEN' : 'CLOSE',
    ...timeFields('startTime', from),
    ...timeFields('endTime', to),
    skillId: -1,
    skillName: 'Unassigned',
  });
  const answer = entries.find(isAnswer);
  return [
    dialog(profileOf(number).id, 'MAIN', startedAt, closedAt),
    ...(answer ? [dialog(surveyDialogId(number), 'POST_SURVEY', answer.at, closedAt)] : []),
  ];
}

const questions: Record<number, string> = {
  [EventType.rated]: 'csat',
  [EventType.resolved]: 'fcr',
  [EventType.recommended]: 'nps',
};

function conversationSurveys({ history }: Subject) {
  const answers = history.entries.filter(isAnswer);
  if (answers.length === 0) {
    return [];
  }
  const surveyData = answers.map(({ type, detail }) => ({ question: questions[type], answer: String(detail) }));
  return [{ surveyType: 'Conversation feedback', surveyStatus: 'FILLED', surveyData }];
}

function responseTime({ history: { waitingSince } }: Subject) {
  return {
    latestEffectiveResponseDueTime: waitingSince === undefined ? -1 : waitingSince + RESPONSE_DUE,
    configuredResponseTime: RESPONSE_DUE,
  };
}
