import { metricsName, type Account, type Agent } from '../../contactCentre/account';
import type { Simulator } from '../../simulator';
import { links, type Page } from '../paging';
import { readAgentBody } from './requestBody';
import { countAgents } from './count';
import { readAgentPage, sortMetrics } from './paging';
import type { AgentMetric } from './metrics';
import type { AgentAccumulator } from './accumulator';

/** The agent view method (API description, section 3.2). Throws an `HttpError` with status 400. */
export function agentViewResponse(simulator: Simulator, query: Record<string, unknown>, text: unknown) {
  const page = readAgentPage(query);
  const centre = simulator.currentCentre();
  const body = readAgentBody(text, centre.now);
  const accumulators = sort(countAgents(centre, body), page);
  const { account } = centre;
  return {
    metadata: { count: accumulators.length, ...links(account.id, page, accumulators.length, 'agent_view') },
    agentViewRecords: accumulators.slice(page.offset, page.offset + page.limit).map((accumulator) => ({
      agentId: accumulator.state.agent.id,
      agentGroupId: Number(account.groups[accumulator.state.agent.group]!.id),
      ...valuesOf(accumulator, body.metrics, simulator.options.omitZero),
      ...(body.withMetadata && { agentMetadata: describe(account, accumulator.state.agent) }),
    })),
  };
}

function valuesOf(accumulator: AgentAccumulator, metrics: AgentMetric[], omitZero: boolean): Record<string, unknown> {
  const values = metrics.map(({ field, value }) => [field, value(accumulator)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && !(omitZero && value === 0)));
}

function describe(account: Account, agent: Agent) {
  return {
    agentName: metricsName(agent),
    agentNickname: metricsName(agent),
    agentLoginName: agent.loginName,
    agentGroupName: metricsName(account.groups[agent.group]!),
    agentPictureUrl: agent.pictureUrl,
    configuredMaxSlots: agent.maxSlots,
    agentSkills: agent.skills.map((index) => {
      const skill = account.skills[index]!;
      return { skillId: Number(skill.id), skillName: metricsName(skill) };
    }),
  };
}

/** Agents in the requested order, by id if values are equal; those without a value come last. */
function sort(accumulators: AgentAccumulator[], { field, descending }: Page): AgentAccumulator[] {
  const direction = descending ? -1 : 1;
  const ranked = accumulators.map((accumulator) => ({ accumulator, rank: rankOf(accumulator, field) }));
  ranked.sort((a, b) => {
    if (a.rank === b.rank) {
      return byId(a.accumulator, b.accumulator);
    }
    if (a.rank === undefined || b.rank === undefined) {
      return a.rank === undefined ? 1 : -1;
    }
    return a.rank < b.rank ? -direction : direction;
  });
  return ranked.map(({ accumulator }) => accumulator);
}

function rankOf(accumulator: AgentAccumulator, field: string): number | string | undefined {
  const { agent, status } = accumulator.state;
  const texts: Record<string, number | string> = {
    agentId: Number(agent.id),
    agentName: agent.name,
    agentStatus: status,
    agentChannelType: '',
  };
  return texts[field] ?? (sortMetrics.get(field)?.value(accumulator) as number | undefined);
}

function byId(a: AgentAccumulator, b: AgentAccumulator): number {
  return Number(a.state.agent.id) - Number(b.state.agent.id);
}
