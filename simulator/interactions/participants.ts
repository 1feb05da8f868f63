import type { Account, Agent } from '../contactCentre/account';
import { nonAgentUsers } from '../contactCentre/names';
import { profileOf, surveyDialogId } from '../contactCentre/profile';
import { hashedFraction } from '../contactCentre/random';
import type { Subject } from './contents';
import { latestAssignment } from './history';
import { isAnswer } from './messages';
import { agentFields, groupFields, surveyAgent, systemAgent, timeFields, type Person } from './parts';

/** How long after the start a manager begins to read along, in ms. */
const MANAGER_AFTER = 1000;
const userTypeNames = { '0': 'System', '1': 'Human', '2': 'Bot' };
type UserTypeId = keyof typeof userTypeNames;

/** The system, managers who read along, the agents by assignment, and the bot of the survey. */
export function participants(subject: Subject) {
  const { account, history } = subject;
  const { number, startedAt, entries } = history;
  const dialogId = profileOf(number).id;
  const answer = entries.find(isAnswer);
  return [
    { ...participant(account, systemAgent, '0', 'READER', startedAt), dialogId },
    ...managers(subject).map((manager) => ({ ...manager, dialogId })),
    ...history.assignments.map(({ agent, at }) => ({ ...assigned(account, agent, at), dialogId })),
    ...(answer
      ? [
          {
            ...participant(account, surveyAgent, '2', 'ASSIGNED_AGENT', answer.at),
            dialogId: surveyDialogId(number),
          },
        ]
      : []),
  ];
}

/** The agent who has the conversation now. */
export function activeParticipants({ account, history }: Subject) {
  const current = history.inQueue || history.closedAt !== undefined ? undefined : latestAssignment(history);
  return current ? [assigned(account, current.agent, current.at)] : [];
}

/** The agents whose assignment ended. */
export function leavingParticipants({ history }: Subject) {
  return history.assignments.flatMap(({ agent, until }) =>
    until === undefined ? [] : [{ ...agentFields('agent', agent), ...timeFields('time', until) }]
  );
}

function managers({ account, history: { number, startedAt }, asOf }: Subject) {
  const from = startedAt + MANAGER_AFTER;
  if (from > asOf || hashedFraction(number, 81) >= 0.1) {
    return [];
  }
  const { id, nickname: name, loginName } = nonAgentUsers[0]!;
  const manager = { id: String(id), name, loginName, group: 0 };
  return [{ ...participant(account, manager, '1', 'READER', from), role: 'MANAGER' }];
}

function assigned(account: Account, agent: Agent, at: number) {
  return participant(account, agent, agent.type === 'HUMAN' ? '1' : '2', 'ASSIGNED_AGENT', at);
}

function participant(account: Account, person: Person, userType: UserTypeId, permission: string, at: number) {
  return {
    ...agentFields('agent', person),
    agentDeleted: false,
    userType,
    userTypeName: userTypeNames[userType],
    role: 'AGENT',
    permission,
    ...groupFields(account, 'agent', person.group),
    ...timeFields('time', at),
  };
}
