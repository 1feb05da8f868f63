import type { Account } from '../contactCentre/account';
import { isActive, type AgentState } from '../contactCentre/conversation';
import { agentFields, groupFields, timeFields } from '../interactions/parts';
import { weightOf } from '../kmm/accumulator';

const PERCENT = 100;

/** The weight of an agent's conversations in percent of the slots; of one who is not logged in 0. */
export function loadOf(state: AgentState, now: number): number {
  return state.status === 'OFFLINE' ? 0 : (PERCENT * weightOf(state, now)) / state.agent.maxSlots;
}

/** An agent's record. Durations are in ms. */
export function statusRecord(account: Account, state: AgentState, now: number) {
  const { agent, status, reason, since, reasonSince, assigned } = state;
  const { agentId, agentFullName, agentNickname, agentLoginName } = agentFields('agent', agent);
  const isPresent = status !== 'OFFLINE';
  return {
    agentId,
    agentName: agentFullName,
    agentNickname,
    agentLoginName,
    agentSkills: agent.skills.map((index) => {
      const { id, name } = account.skills[index]!;
      return { skillId: id, skillName: name };
    }),
    ...groupFields(account, 'agent', agent.group),
    currentStatus: status,
    ...timeFields('currentStatusStartTime', since),
    currentStatusDuration: now - since,
    ...(reason !== undefined && { currentStatusReason: reason, currentStatusReasonDuration: now - reasonSince }),
    load: Math.round(loadOf(state, now)),
    configuredMaxSlots: agent.maxSlots,
    busySlots: assigned.size,
    ringingSlots: 0,
    openAssignedConversations: assigned.size,
    intenseConversations: [...assigned].filter((conversation) => isActive(conversation, now)).length,
    agentPresence: String(isPresent),
    currentConnectionState: isPresent ? 'CONNECTED' : 'DISCONNECTED',
    ...timeFields('lastUpdatedTime', now),
  };
}
