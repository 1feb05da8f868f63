import type { Account, Agent } from '../contactCentre/account';

/** An agent, or another user who takes part. */
export type Person = Pick<Agent, 'id' | 'name' | 'loginName' | 'group'>;

/** The author of automatic messages. */
export const systemAgent: Person = { id: '3100999001', name: 'Automatic messages', loginName: 'system', group: 0 };
/** The bot that asks the questions of the survey. */
export const surveyAgent: Person = { id: '3100999002', name: 'Survey bot', loginName: 'survey-bot', group: 0 };

/** A time as LivePerson writes it, `yyyy-MM-dd HH:mm:ss.SSS+0000`, and in epoch ms; of no time "undefined" and -1. */
export function timeFields(name: string, at: number | undefined): Record<string, string | number> {
  const text = at === undefined ? 'undefined' : new Date(at).toISOString().replace('T', ' ').replace('Z', '+0000');
  return { [name]: text, [`${name}L`]: at ?? -1 };
}

/** Id and names of an agent; of none the text "null". */
export function agentFields(prefix: string, agent: Omit<Person, 'group'> | undefined): Record<string, string> {
  return {
    [`${prefix}Id`]: agent?.id ?? 'null',
    [`${prefix}FullName`]: agent?.name ?? 'null',
    [`${prefix}Nickname`]: agent?.name ?? 'null',
    [`${prefix}LoginName`]: agent?.loginName ?? 'null',
  };
}

/** Id and name of a group. */
export function groupFields(account: Account, prefix: string, index: number): Record<string, string | number> {
  const { id, name } = account.groups[index]!;
  return { [`${prefix}GroupId`]: Number(id), [`${prefix}GroupName`]: name };
}
