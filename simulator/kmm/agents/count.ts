import type { Centre } from '../../centre/centre';
import type { AgentState } from '../../centre/conversation';
import { Cause } from '../../centre/journal';
import { Selection } from '../selection';
import { add, weightOf } from '../tally';
import type { AgentBody } from './body';
import { Durations } from './durations';
import { AgentTally } from './tally';

/**
 * Counts for each agent that a body selects all that the agent did, whatever the skill, and has now.
 * What happened in a queue is nobody's. The centre must have been advanced to now.
 */
export function countAgents(centre: Centre, body: AgentBody): AgentTally[] {
  const selection = new Selection(centre.account, body.filters);
  const to = Math.min(body.to, centre.now);
  const tallies = new Map<number, AgentTally>();
  for (const state of centre.agents) {
    if (selection.hasAgent(state.agent) && hasStatus(state, body)) {
      const durations = state.agent.type === 'HUMAN' ? new Durations(state, body.from, to) : undefined;
      tallies.set(state.agent.index, new AgentTally(state, durations));
    }
  }
  addResponses(centre, body, tallies);
  addConclusions(centre, body, tallies);
  addQueueAndIntents(centre, body, tallies);
  tallies.forEach((tally) => addPresent(tally, centre.now));
  return [...tallies.values()];
}

/** An agent who is offline is there only if that began between the window's start and now. */
function hasStatus({ status, since, records }: AgentState, { statuses, from }: AgentBody): boolean {
  const left = records.length > 1 && since >= from;
  return statuses.includes(status) && (status !== 'OFFLINE' || left);
}

function addPresent(tally: AgentTally, now: number): void {
  tally.state.held.forEach((conversation) => tally.addOpen(conversation, now));
  tally.addAgent(tally.state, weightOf(tally.state, now));
}

type Tallies = Map<number, AgentTally>;

function addResponses({ responses }: Centre, { from, to }: AgentBody, tallies: Tallies): void {
  const [first, end] = responses.window(from, to);
  for (let row = first; row < end; row++) {
    const tally = tallies.get(responses.agent.at(row));
    if (!tally) {
      continue;
    }
    const wait = responses.wait.at(row);
    tally.addResponse(wait, responses.sinceAssigned.at(row));
    if (responses.first.at(row) === 1) {
      tally.addFirstResponse(wait, responses.sinceFirstAssigned.at(row));
    }
    if (responses.firstOfAssignment.at(row) === 1) {
      add(tally.sinceThisAssigned, responses.sinceThisAssigned.at(row));
    }
  }
}

function addConclusions({ conclusions }: Centre, { from, to }: AgentBody, tallies: Tallies): void {
  const [first, end] = conclusions.window(from, to);
  for (let row = first; row < end; row++) {
    const tally = tallies.get(conclusions.agent.at(row));
    if (!tally) {
      continue;
    }
    const cause = conclusions.cause.at(row);
    tally.addConclusion(cause, conclusions.score.at(row));
    tally.addSurvey(conclusions.resolved.at(row), conclusions.recommend.at(row));
    if (cause !== Cause.transfer) {
      add(tally.duration, conclusions.duration.at(row));
    }
  }
}

function addQueueAndIntents({ returns, intents }: Centre, { from, to }: AgentBody, tallies: Tallies): void {
  const [firstReturn, endOfReturns] = returns.window(from, to);
  for (const agent of returns.agent.part(firstReturn, endOfReturns)) {
    const tally = tallies.get(agent);
    if (tally) {
      tally.backToQueue += 1;
    }
  }
  const [firstIntent, endOfIntents] = intents.window(from, to);
  for (let row = firstIntent; row < endOfIntents; row++) {
    const tally = tallies.get(intents.agent.at(row));
    if (tally) {
      add(tally.intents, intents.matched.at(row));
    }
  }
}
