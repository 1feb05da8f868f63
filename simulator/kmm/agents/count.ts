import type { ContactCentre } from '../../contactCentre/contactCentre';
import type { AgentState } from '../../contactCentre/conversation';
import { Cause } from '../../contactCentre/journal';
import { Selection } from '../selection';
import { add, weightOf } from '../accumulator';
import type { AgentBody } from './requestBody';
import { Durations } from './durations';
import { AgentAccumulator } from './accumulator';

/**
 * Counts the events and the current conversations of each selected agent, of any skill. Events in a queue belong to no
 * agent. The contact centre must have been advanced to now.
 */
export function countAgents(centre: ContactCentre, body: AgentBody): AgentAccumulator[] {
  const selection = new Selection(centre.account, body.filters);
  const to = Math.min(body.to, centre.now);
  const accumulators = new Map<number, AgentAccumulator>();
  for (const state of centre.agents) {
    if (selection.hasAgent(state.agent) && hasStatus(state, body)) {
      const durations = state.agent.type === 'HUMAN' ? new Durations(state, body.from, to) : undefined;
      accumulators.set(state.agent.index, new AgentAccumulator(state, durations));
    }
  }
  addResponses(centre, body, accumulators);
  addConclusions(centre, body, accumulators);
  addQueueAndIntents(centre, body, accumulators);
  accumulators.forEach((accumulator) => addPresent(accumulator, centre.now));
  return [...accumulators.values()];
}

/** Offline agents are included only if they went offline after the window's start. */
function hasStatus({ status, since, records }: AgentState, { statuses, from }: AgentBody): boolean {
  const left = records.length > 1 && since >= from;
  return statuses.includes(status) && (status !== 'OFFLINE' || left);
}

function addPresent(accumulator: AgentAccumulator, now: number): void {
  accumulator.state.assigned.forEach((conversation) => accumulator.addOpen(conversation, now));
  accumulator.addAgent(accumulator.state, weightOf(accumulator.state, now));
}

type Accumulators = Map<number, AgentAccumulator>;

function addResponses({ responses }: ContactCentre, { from, to }: AgentBody, accumulators: Accumulators): void {
  const [first, end] = responses.window(from, to);
  for (let row = first; row < end; row++) {
    const accumulator = accumulators.get(responses.agent.at(row));
    if (!accumulator) {
      continue;
    }
    const wait = responses.wait.at(row);
    accumulator.addResponse(wait, responses.sinceAssigned.at(row));
    if (responses.first.at(row) === 1) {
      accumulator.addFirstResponse(wait, responses.sinceFirstAssigned.at(row));
    }
    if (responses.firstOfAssignment.at(row) === 1) {
      add(accumulator.sinceThisAssigned, responses.sinceThisAssigned.at(row));
    }
  }
}

function addConclusions({ conclusions }: ContactCentre, { from, to }: AgentBody, accumulators: Accumulators): void {
  const [first, end] = conclusions.window(from, to);
  for (let row = first; row < end; row++) {
    const accumulator = accumulators.get(conclusions.agent.at(row));
    if (!accumulator) {
      continue;
    }
    const cause = conclusions.cause.at(row);
    accumulator.addConclusion(cause, conclusions.score.at(row));
    accumulator.addSurvey(conclusions.resolved.at(row), conclusions.recommend.at(row));
    if (cause !== Cause.transfer) {
      add(accumulator.duration, conclusions.duration.at(row));
    }
  }
}

function addQueueAndIntents(
  { returns, intents }: ContactCentre,
  { from, to }: AgentBody,
  accumulators: Accumulators
): void {
  const [firstReturn, endOfReturns] = returns.window(from, to);
  for (const agent of returns.agent.part(firstReturn, endOfReturns)) {
    const accumulator = accumulators.get(agent);
    if (accumulator) {
      accumulator.backToQueue += 1;
    }
  }
  const [firstIntent, endOfIntents] = intents.window(from, to);
  for (let row = firstIntent; row < endOfIntents; row++) {
    const accumulator = accumulators.get(intents.agent.at(row));
    if (accumulator) {
      add(accumulator.intents, intents.matched.at(row));
    }
  }
}
