/** A skill: what a conversation is about, hence whose queue it waits in. */
export interface Skill {
  index: number;
  id: string;
  name: string;
  deleted: boolean;
  /** Index of the group that the skill is routed to: conversations in the queue count as that group's. */
  group: number;
  /** Who serves the skill, and so whom its queue waits for. */
  servedBy: UserType;
  /** The skill's share of all arrivals; the shares of all skills add up to 1. */
  share: number;
  /** Indexes of the agents who have the skill. */
  agents: number[];
}

/** An agent group. The root is LivePerson's "Main Group", id -1. */
export interface Group {
  index: number;
  id: string;
  name: string;
  /** Index of the group that this one is part of. */
  parent: number | undefined;
}

export type UserType = 'HUMAN' | 'BOT';

/** A person or a bot who answers conversations. */
export interface Agent {
  index: number;
  id: string;
  name: string;
  loginName: string;
  type: UserType;
  /** Index of the agent's group. */
  group: number;
  /** Indexes of the agent's skills. */
  skills: number[];
  /** How many conversations the agent takes at once. */
  maxSlots: number;
  /** Hour of the local day at which the agent's shift starts. Bots work around the clock. */
  shiftStart: number;
}

/** A LivePerson account as its administrator set it up. */
export interface Account {
  id: string;
  timeZone: string;
  skills: Skill[];
  groups: Group[];
  agents: Agent[];
}

/** How big an account is. */
export interface AccountSize {
  /** Human agents; bots come on top. */
  agents: number;
  /** Skills that are not deleted. */
  skills: number;
  /** Groups, the root included. */
  groups: number;
}
