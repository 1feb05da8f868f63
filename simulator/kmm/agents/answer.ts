import type { Account, Agent } from '../../centre/account';
import type { Simulator } from '../../simulator';
import { pictureOf } from '../../pictures';
import { links, type Page } from '../paging';
import { readAgentBody } from './body';
import { countAgents } from './count';
import { readAgentPage, sortMetrics } from './paging';
import type { AgentMetric } from './dictionary';
import type { AgentTally } from './tally';

/** The agent view method (API description, section 3.2). Throws a `Refusal` with status 400. */
export function answerAgents(simulator: Simulator, query: Record<string, unknown>, text: unknown) {
  const page = readAgentPage(query);
  const centre = simulator.present();
  const body = readAgentBody(text, centre.now);
  const tallies = sort(countAgents(centre, body), page);
  const { account } = centre;
  return {
    metadata: { count: tallies.length, ...links(account.id, page, tallies.length, 'agent_view') },
    agentViewRecords: tallies.slice(page.offset, page.offset + page.limit).map((tally) => ({
      agentId: tally.state.agent.id,
      agentGroupId: Number(account.groups[tally.state.agent.group]!.id),
      ...valuesOf(tally, body.metrics, simulator.options.omitZero),
      ...(body.withMetadata && { agentMetadata: describe(account, tally.state.agent) }),
    })),
  };
}

function valuesOf(tally: AgentTally, metrics: AgentMetric[], omitZero: boolean): Record<string, unknown> {
  const values = metrics.map(({ field, value }) => [field, value(tally)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && !(omitZero && value === 0)));
}

function describe(account: Account, agent: Agent) {
  return {
    agentName: agent.name,
    agentNickname: agent.name,
    agentLoginName: agent.loginName,
    agentGroupName: account.groups[agent.group]!.name,
    agentPictureUrl: pictureOf(agent) ?? undefined,
    configuredMaxSlots: agent.maxSlots,
    agentSkills: agent.skills.map((index) => {
      const { id, name, deleted } = account.skills[index]!;
      return { skillId: Number(id), skillName: deleted ? 'NA' : name };
    }),
  };
}

/** Agents in the order asked for, by id where values are equal; those without a value come last. */
function sort(tallies: AgentTally[], { field, descending }: Page): AgentTally[] {
  const direction = descending ? -1 : 1;
  const ranked = tallies.map((tally) => ({ tally, rank: rankOf(tally, field) }));
  ranked.sort((a, b) => {
    if (a.rank === b.rank) {
      return byId(a.tally, b.tally);
    }
    if (a.rank === undefined || b.rank === undefined) {
      return a.rank === undefined ? 1 : -1;
    }
    return a.rank < b.rank ? -direction : direction;
  });
  return ranked.map(({ tally }) => tally);
}

function rankOf(tally: AgentTally, field: string): number | string | undefined {
  const { agent, status } = tally.state;
  const texts: Record<string, number | string> = {
    agentId: Number(agent.id),
    agentName: agent.name,
    agentStatus: status,
    agentChannelType: '',
  };
  return texts[field] ?? (sortMetrics.get(field)?.value(tally) as number | undefined);
}

function byId(a: AgentTally, b: AgentTally): number {
  return Number(a.state.agent.id) - Number(b.state.agent.id);
}
