/** What has a name. */
interface Named {
  id: string;
  name: string;
  /** Key Messaging Metrics does not know the name. */
  isNameless?: boolean;
}

/** The name in Key Messaging Metrics, which says "NA" for one that it does not know. */
export const metricsName = ({ name, isNameless }: Named) => (isNameless ? 'NA' : name);

/** A skill. Each skill has a queue. */
export interface Skill extends Named {
  index: number;
  deleted: boolean;
  /** Index of the group to which the skill is routed. Conversations in the queue are attributed to it. */
  group: number;
  /** The type of agents that serve the skill. */
  servedBy: UserType;
  /** The skill's share of all arrivals; the shares of all skills add up to 1. */
  share: number;
  /** Indexes of the agents who have the skill. */
  agents: number[];
}

/** An agent group. The root is LivePerson's "Main Group", id -1. */
export interface Group extends Named {
  index: number;
  /** Index of the parent group. */
  parent: number | undefined;
}

export type UserType = 'HUMAN' | 'BOT';

/** A human agent or a bot. */
export interface Agent extends Named {
  index: number;
  loginName: string;
  /** The address of the agent's picture; absent if there is none. */
  pictureUrl?: string;
  type: UserType;
  /** Index of the agent's group. */
  group: number;
  /** Indexes of the agent's skills. */
  skills: number[];
  /** The maximum number of concurrent conversations. */
  maxSlots: number;
  /** The maximum number of concurrent chats. Bots do not chat. */
  maxChats: number;
  /** Hour of the local day at which the agent's shift starts. Bots work around the clock. */
  shiftStart: number;
}

/** The configuration of a LivePerson account. */
export interface Account {
  id: string;
  timeZone: string;
  skills: Skill[];
  groups: Group[];
  agents: Agent[];
}

/** The size of an account. */
export interface AccountSize {
  /** Human agents; bots come on top. */
  agents: number;
  /** Skills that are not deleted. */
  skills: number;
  /** Groups, the root included. */
  groups: number;
}
