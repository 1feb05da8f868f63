import fc from 'fast-check';

import { sourceOf } from '../contactCentre/profile';
import { HOUR, MINUTE } from '../contactCentre/time';
import { NOON } from '../testing';
import { expectRounded, startOperations, type Metrics, type Values } from './testing';

const { simulator, get, fetch, oracle } = startOperations({ agents: 40, days: 2 });
const { account } = simulator.centre;

const skillFields = {
  totalSkillConversationSegments: 'skill_segments',
  skillSegmentsAbandonedByConsumers: 'abandoned_segments',
  skillSegmentsAbandonedByConsumersInQueue: 'abandoned_in_queue',
  skillSegmentsWithNonResponsiveConsumers: 'segments_nonresponsive_consumers',
  skillSegmentsWithNonResponsiveAgents: 'segments_nonresponsive_agents',
  interactiveSkillSegments: 'interactive_skill_segments',
  avgTimetoFirstAgentMessageFromAgentAssignment: 'time_to_first_message_after_assignment',
};
const agentFields = {
  totalAgentConversationSegments: 'agent_segments',
  avgAgentMessagesinAgentSegment: 'agent_messages_per_segment',
  avgAgentSegmentDuration: 'agent_segment_duration',
  interactiveAgentSegments: 'interactive_agent_segments',
  agentSegmentsAbandonedByConsumers: 'agent_segments_abandoned',
  agentSegmentsWithNonResponsiveConsumers: 'agent_segments_nonresponsive_consumers',
  agentSegmentsWithNonResponsiveAgents: 'agent_segments_nonresponsive_agents',
  avgTimetoFirstAgentMessageFromAgentAssignment: 'agent_time_to_first_message',
  avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer: 'agent_time_to_first_message_after_transfer',
  avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation: 'agent_time_to_first_message_new',
  avgTimeToResponseFromAgentAssignment: 'agent_time_to_response',
};
const timeframes = fc.integer({ min: 1, max: 1440 });
const total = (rows: Record<string, Metrics>, field: string) =>
  Object.values(rows).reduce((sum, row) => sum + row[field]!, 0);

describe('msgskillsegments', () => {
  it('has the values of the oracle for account and skills', async () => {
    await fc.assert(
      fc.asyncProperty(timeframes, async (timeframe) => {
        const { skillsMetrics, metricsTotal } = await fetch('msgskillsegments', `v=1&timeframe=${timeframe}`);
        const expected = oracle({ from: NOON - timeframe * MINUTE, to: NOON });
        expectRounded(metricsTotal, expected.account, skillFields, 'skill_segments');
        for (const [id, row] of Object.entries(expected.skills)) {
          expect([id, id in skillsMetrics]).toEqual([id, row.skill_segments! > 0]);
          row.skill_segments! > 0 && expectRounded(skillsMetrics[id], row, skillFields, 'skill_segments');
        }
      }),
      { numRuns: 10 }
    );
  });

  it('gives every segment one outcome, and every user type its segments', async () => {
    const query = 'v=1&timeframe=1440&skillIds=all';
    const all = (await fetch('msgskillsegments', query)).metricsTotal;
    const outcomes = [
      'interactiveSkillSegments',
      'skillSegmentsAbandonedByConsumers',
      'skillSegmentsWithNonResponsiveConsumers',
      'skillSegmentsWithNonResponsiveAgents',
    ];
    outcomes.forEach((outcome) => expect(all[outcome]).toBeGreaterThan(0));
    expect(outcomes.reduce((sum, outcome) => sum + all[outcome], 0)).toBe(all.totalSkillConversationSegments);
    expect(all.skillSegmentsAbandonedByConsumersInQueue).toBeGreaterThan(0);
    const [human, bot] = [
      await fetch('msgskillsegments', `${query}&userType=human`),
      await fetch('msgskillsegments', `${query}&userType=bot`),
    ];
    expect(human.metricsTotal.totalSkillConversationSegments + bot.metricsTotal.totalSkillConversationSegments).toBe(
      all.totalSkillConversationSegments
    );
    expect(bot.metricsTotal.totalSkillConversationSegments).toBeGreaterThan(0);
  });

  it('has intervals by their starts without metricsData, and a summary', async () => {
    const { metricsByIntervals, timeframeSummary } = await fetch('msgskillsegments', 'v=1&timeframe=60&interval=20');
    expect(metricsByIntervals.map(({ timestamp }: { timestamp: number }) => (NOON - timestamp) / MINUTE)).toEqual([
      20, 40, 60,
    ]);
    expect(Object.keys(metricsByIntervals[0])).toEqual(['timestamp', 'skillsMetrics', 'metricsTotal']);
    for (const { timestamp, metricsTotal } of metricsByIntervals) {
      const { account: row } = oracle({ from: timestamp, to: timestamp + 20 * MINUTE });
      expectRounded(metricsTotal, row, skillFields, 'skill_segments');
    }
    expectRounded(
      timeframeSummary.metricsTotal,
      oracle({ from: NOON - HOUR, to: NOON }).account,
      skillFields,
      'skill_segments'
    );
  });

  it('has zeros only without data', async () => {
    const { skillsMetrics, metricsTotal } = await fetch('msgskillsegments', 'v=1&timeframe=60&skillIds=-1');
    expect([skillsMetrics, Object.values(metricsTotal).some((value) => value !== 0)]).toEqual([{}, false]);
    expect(Object.keys(metricsTotal).sort()).toEqual(Object.keys(skillFields).sort());
  });

  it.each([
    'v=1',
    'v=2&timeframe=60',
    'v=1&timeframe=60&userType=agent',
    'v=1&timeframe=60&interval=31',
    'v=1&timeframe=60&agentIds=all',
  ])('rejects %s', async (query) => {
    expect((await get('msgskillsegments', query)).status).toBe(400);
  });
});

describe('msgagentsegments', () => {
  it('has the values of the oracle for account and agents', async () => {
    await fc.assert(
      fc.asyncProperty(timeframes, async (timeframe) => {
        const { agentsMetrics, metricsTotal } = await fetch('msgagentsegments', `v=1&timeframe=${timeframe}`);
        const expected = oracle({ from: NOON - timeframe * MINUTE, to: NOON });
        expectRounded(metricsTotal, expected.account, agentFields, 'agent_segments');
        for (const [id, values] of Object.entries(expected.agents)) {
          const row = values as Values;
          expect([id, id in agentsMetrics.metricsPerAgent]).toEqual([id, row.agent_segments! > 0]);
          row.agent_segments! > 0 &&
            expectRounded(agentsMetrics.metricsPerAgent[id], row, agentFields, 'agent_segments');
        }
      }),
      { numRuns: 10 }
    );
  });

  it('has rows of skills if asked for, filters by agents and groups, and totals of what is selected', async () => {
    const { metricsPerSkill, agentsMetrics, metricsTotal } = await fetch(
      'msgagentsegments',
      'v=1&timeframe=600&skillIds=all'
    );
    const field = 'totalAgentConversationSegments';
    const perSkill = Object.values<{ metricsPerAgent: Record<string, Metrics> }>(metricsPerSkill);
    expect(perSkill.reduce((sum, row) => sum + total(row.metricsPerAgent, field), 0)).toBe(metricsTotal[field]);
    expect(total(agentsMetrics.metricsPerAgent, field)).toBe(metricsTotal[field]);
    const [agent] = Object.keys(agentsMetrics.metricsPerAgent);
    const one = await fetch('msgagentsegments', `v=1&timeframe=600&agentIds=${agent},7`);
    expect(one.agentsMetrics.metricsPerAgent).toEqual({ [agent!]: agentsMetrics.metricsPerAgent[agent!] });
    expect(one.metricsTotal).toEqual(agentsMetrics.metricsPerAgent[agent!]);
    expect(one).not.toHaveProperty('metricsPerSkill');
    const { groups } = oracle({ from: NOON - 600 * MINUTE, to: NOON });
    for (const { id } of account.groups) {
      const group = await fetch('msgagentsegments', `v=1&timeframe=600&groupIds=${id}`);
      expectRounded(group.metricsTotal, groups[id]!, agentFields, 'agent_segments');
    }
  });

  it('filters by source and user type', async () => {
    const count = async (query: string) =>
      (await fetch('msgagentsegments', `v=1&timeframe=600${query}`)).metricsTotal.totalAgentConversationSegments;
    const all = await count('');
    expect(await count('&source=all')).toBe(all);
    expect(await count('&source=FACEBOOK')).toBeGreaterThan(0);
    const sources = [...new Set(Array.from({ length: 500 }, (_, number) => sourceOf(number)))];
    const counts = await Promise.all(sources.map((source) => count(`&source=${source}`)));
    expect(counts.reduce((sum, part) => sum + part)).toBe(all);
    expect((await count('&userType=human')) + (await count('&userType=bot'))).toBe(all);
  });

  it('has the selected metrics, and always the total', async () => {
    const query = 'v=1&timeframe=60&metrics=interactiveAgentSegments,avgAgentSegmentDuration';
    const { metricsTotal } = await fetch('msgagentsegments', query);
    expect(Object.keys(metricsTotal).sort()).toEqual([
      'avgAgentSegmentDuration',
      'interactiveAgentSegments',
      'totalAgentConversationSegments',
    ]);
  });

  it('has intervals in metricsData', async () => {
    const { metricsByIntervals, timeframeSummary } = await fetch('msgagentsegments', 'v=1&timeframe=60&interval=30');
    const parts = metricsByIntervals.map(
      ({ metricsData }: { metricsData: { metricsTotal: Metrics } }) =>
        metricsData.metricsTotal.totalAgentConversationSegments
    );
    expect(parts[0] + parts[1]).toBe(timeframeSummary.metricsTotal.totalAgentConversationSegments);
    expect(parts).toHaveLength(2);
  });

  it.each(['v=1', 'v=1&timeframe=60&metrics=csat', 'v=1&timeframe=60&userType=agent', 'v=1&timeframe=60&groupIds=a'])(
    'rejects %s',
    async (query) => {
      expect((await get('msgagentsegments', query)).status).toBe(400);
    }
  );
});
