import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { authorize } from './auth/guard';
import type { Account, Agent } from './contactCentre/account';
import { awayReasons, nonAgentUsers } from './contactCentre/names';
import { errorBody } from './httpError';
import { selectFields } from './selectFields';
import type { Simulator } from './simulator';

type Item = Record<string, unknown> & { deleted: boolean };

/** One of an account's lists. */
interface List {
  path: string;
  versions: string[];
  /** The default of `select`. */
  defaultSelect: string;
  items: (account: Account) => Item[];
}

const REVISION = '7';

const lists: List[] = [
  {
    path: 'le-users/users',
    versions: ['2', '3', '4', '5', '6'],
    defaultSelect: 'id,pid,deleted,loginName',
    items: users,
  },
  { path: 'le-users/skills', versions: ['1', '2', '3', '4'], defaultSelect: 'id,deleted,name', items: skills },
  { path: 'le-users/agentGroups', versions: ['1', '2', '3', '4'], defaultSelect: 'id,deleted,name', items: groups },
  { path: 'le-agents/status-reasons', versions: ['1', '2'], defaultSelect: '$all', items: reasons },
];

interface Route {
  Params: { account: string };
  Querystring: { v?: string; select?: string; include_deleted?: string };
}

/** An account's users, skills, agent groups and status reasons (API description, section 7). */
export async function addLists(server: FastifyInstance, simulator: Simulator): Promise<void> {
  for (const list of lists) {
    server.get<Route>(
      `/api/account/:account/configuration/${list.path}`,
      { config: { service: 'lists' }, onRequest: authorize(simulator) },
      async (request, reply) => send(list, simulator.centre.account, request, reply)
    );
  }
}

function send(list: List, account: Account, request: FastifyRequest<Route>, reply: FastifyReply) {
  const { v, select, include_deleted: includeDeleted } = request.query;
  if (v !== undefined && !list.versions.includes(v.replace(/\.0$/, ''))) {
    return reply.code(400).send(errorBody(`Version ${v} is not supported.`, 26));
  }
  reply.header('ac-revision', REVISION).header('etag', `"${REVISION}"`);
  if (request.headers['if-match'] === REVISION) {
    return reply.code(304).send();
  }
  const items = list.items(account).filter(({ deleted }) => !deleted || includeDeleted === 'true');
  return reply.send(items.map((item) => selectFields(item, select ?? list.defaultSelect)));
}

/** The agents, and users who are no agents, whom the agent view lacks. */
function users(account: Account): Item[] {
  const [first] = account.agents;
  const others = first ? nonAgentUsers.map((differing) => ({ ...user(account, first), ...differing })) : [];
  return [...account.agents.map((agent) => user(account, agent)), ...others];
}

function user(account: Account, agent: Agent): Item {
  return {
    id: Number(agent.id),
    pid: `pid-${agent.id}`,
    deleted: false,
    loginName: agent.loginName,
    nickname: agent.name,
    fullName: '',
    employeeId: '',
    email: agent.loginName,
    isEnabled: true,
    maxChats: agent.maxChats,
    maxAsyncChats: agent.maxSlots,
    skillIds: agent.skills.map((skill) => Number(account.skills[skill]!.id)),
    memberOf: { agentGroupId: Number(account.groups[agent.group]!.id), assignmentDate: '2024-01-01 00:00:00' },
    managerOf: [],
    profileIds: [1],
    lobIds: [],
    permissionGroups: [],
    isApiUser: agent.type === 'BOT',
    userTypeId: agent.type === 'BOT' ? 2 : 1,
    pictureUrl: agent.pictureUrl ?? null,
    dateUpdated: '2024-01-01 00:00:00',
  };
}

function skills(account: Account): Item[] {
  return account.skills.map((skill) => ({
    id: Number(skill.id),
    name: skill.name,
    deleted: skill.deleted,
    description: '',
    skillOrder: skill.index + 1,
    maxWaitTime: 120,
    slaDefaultResponseTime: 600,
    slaUrgentResponseTime: 600,
    slaFirstTimeResponseTime: 600,
    skillRoutingConfiguration: [
      { priority: 1, splitPercentage: 100, agentGroupId: Number(account.groups[skill.group]!.id) },
    ],
    lobIds: [],
    dateUpdated: '2024-01-01 00:00:00',
  }));
}

function groups(account: Account): Item[] {
  return account.groups.map((group) => ({
    id: Number(group.id),
    name: group.name,
    deleted: false,
    parentGroupId: group.parent === undefined ? null : Number(account.groups[group.parent]!.id),
    isEnabled: true,
  }));
}

function reasons(): Item[] {
  return awayReasons.map(({ id, text }) => ({ id: Number(id), text, state: 'Away', enabled: true, deleted: false }));
}
