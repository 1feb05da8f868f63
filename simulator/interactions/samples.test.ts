import { DAY, HOUR, MINUTE } from '../contactCentre/time';
import { NOON } from '../testing';
import { startInteractions, visible, type Row } from './testing';

const { simulator, rowsOf, send } = startInteractions();
const { account } = simulator.centre;

type Values = Record<string, number | null>;
/** A time in ms, with the agent to whom it belongs. */
type Timing = [agent: string, time: number];

/** The messages of people and of the consumer that the consumer sees. */
function exchanged(row: Row) {
  return visible(row)
    .filter(({ type }) => type === 'Consumer' || type === 'Human')
    .map(({ timeL: at, type, participantId }) => ({ at, agent: type === 'Consumer' ? undefined : participantId }))
    .sort((a, b) => a.at - b.at);
}

/** The timings of a conversation, as section 10.0 of the API's description says. */
function timingsOf(row: Row): Record<string, Timing[]> {
  const messages = exchanged(row);
  const [responses, consumerResponses]: [Timing[], Timing[]] = [[], []];
  let turn = messages[0]!;
  for (const message of messages) {
    if (!message.agent !== !turn.agent) {
      (message.agent ? responses : consumerResponses).push([(message.agent ?? turn.agent)!, message.at - turn.at]);
      turn = message;
    }
  }
  const assignments = row.agentParticipants.filter(
    ({ permission, userTypeName }) => permission === 'ASSIGNED_AGENT' && userTypeName === 'Human'
  );
  const first = assignments.slice(0, 1);
  const after = (at: number, agent?: string): Timing[] =>
    messages
      .filter((message) => message.agent && message.at > at && (agent ?? message.agent) === message.agent)
      .slice(0, 1)
      .map((message) => [message.agent!, message.at - at]);
  return {
    response_time: responses,
    consumer_response_time: consumerResponses,
    first_response_time: responses.slice(0, 1),
    consumer_first_response_time: consumerResponses.slice(0, 1),
    first_response_from_first_assignment: first.flatMap(({ timeL }) => after(timeL)),
    first_response_from_all_assignments: assignments.flatMap(({ agentId, timeL }) => after(timeL, agentId)),
    time_to_first_assignment: first.map(({ agentId, timeL }) => [agentId, timeL - row.info.startTimeL]),
  };
}

const mean = (numbers: number[]) =>
  numbers.length > 0 ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : null;

/** The values of conversations, of all agents or of one. */
function valuesOf(rows: Row[], agent?: string): Values {
  const timings = rows.map(timingsOf);
  const timesOf = (name: string) =>
    timings.flatMap((all) => all[name]!.filter(([who]) => !agent || who === agent).map(([, time]) => time));
  const scored = rows.filter(({ info }) => info.mcs !== undefined && (!agent || info.latestAgentId === agent));
  const scores = scored.map(({ info }) => info.mcs!);
  const part = (sign: number) => scores.filter((score) => Math.sign(score) === sign).length;
  const times: Values = Object.fromEntries(Object.keys(timings[0] ?? {}).map((name) => [name, mean(timesOf(name))]));
  const { first_response_time: total = null, first_response_from_first_assignment: handling = null } = times;
  return {
    ...times,
    wait_time: total === null || handling === null ? null : total - handling,
    mcs: mean(scores),
    mcs_score: scores.length > 0 ? (100 * (part(1) - part(-1))) / scores.length : null,
    mcs_positive: scores.length > 0 ? part(1) : null,
    mcs_negative: scores.length > 0 ? part(-1) : null,
    sample_size: rows.length,
  };
}

function within(rows: Row[], seconds: number): number | null {
  const firsts = rows.flatMap((row) => timingsOf(row).first_response_time!.map(([, time]) => time));
  return mean(firsts.map((time) => (time <= seconds * 1000 ? 1 : 0)));
}

function expectValues(prefix: string, page: Values, values: Values, row: string) {
  for (const [name, value] of Object.entries(values)) {
    const wanted = value === null ? null : expect.closeTo(value, 6);
    expect([row, name, page[`${prefix}_${name}`]]).toEqual([row, name, wanted]);
  }
}

interface Books {
  account: Values;
  skills: Record<string, Values>;
  groups: Record<string, Values>;
  agents: Record<string, Values>;
}

async function booksOf(query: Record<string, string | number>): Promise<Books> {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return (await send('GET', `/simulator/books?${new URLSearchParams(pairs)}`)).json();
}

function expectBooks(prefix: string, books: Books, rows: Row[]) {
  expectValues(prefix, books.account, valuesOf(rows), 'account');
  for (const { id, name } of account.skills) {
    const own = rows.filter(({ info }) => info.latestSkillId === Number(id));
    expectValues(prefix, books.skills[id]!, valuesOf(own), name);
  }
  for (const { id, name } of account.groups) {
    const own = rows.filter(({ info }) => info.latestAgentGroupId === Number(id));
    expectValues(prefix, books.groups[id]!, valuesOf(own), name);
  }
  for (const { id, name } of account.agents.filter(({ type }) => type === 'HUMAN')) {
    const own = rows.filter(({ agentParticipants }) =>
      agentParticipants.some(({ agentId, permission }) => agentId === id && permission === 'ASSIGNED_AGENT')
    );
    expectValues(prefix, books.agents[id]!, valuesOf(own, id), name);
  }
}

const minute = Math.floor(NOON / MINUTE) * MINUTE;

describe('the oracle', () => {
  it('has the values of open conversations', async () => {
    const rows = await rowsOf({ status: ['OPEN'] });
    expectBooks('open', await booksOf({}), rows);
    expect(Object.values(valuesOf(rows)).every((value) => value !== null)).toBe(true);
  });

  it('has those of conversations that opened lately', async () => {
    const rows = await rowsOf({ status: ['OPEN'] });
    const lately = rows.filter(({ info }) => info.startTimeL >= NOON - 15 * MINUTE);
    expect([lately.length > 0, lately.length < rows.length]).toEqual([true, true]);
    expectBooks('open', await booksOf({ openedWithin: 15 }), lately);
  });

  it.each([
    [minute - DAY, minute],
    [minute - 5 * HOUR, minute - HOUR],
    [minute - 20 * MINUTE, minute],
  ])('has those of conversations that closed from %d to %d, and their service level', async (from, to) => {
    const rows = (await rowsOf({ end: { from, to } })).filter(
      ({ info }) => info.endTimeL >= from && info.endTimeL < to
    );
    const books = await booksOf({ from, to });
    expectBooks('closed', books, rows);
    expect(books.account.service_level).toBe(within(rows, 300));
    expect((await booksOf({ from, to, serviceLevelSeconds: 30 })).account.service_level).toBe(within(rows, 30));
  });

  it('applies filters to the latest skill, agent and group', async () => {
    const rows = await rowsOf({ status: ['OPEN'] });
    const { info } = rows.find((row) => row.info.latestAgentGroupId !== undefined)!;
    const skill = account.skills.find(({ id }) => Number(id) === info.latestSkillId)!;
    const group = account.groups.find(({ id }) => Number(id) === info.latestAgentGroupId)!;
    const ofSkill = rows.filter(({ info }) => info.latestSkillId === Number(skill.id));
    const both = ofSkill.filter(({ info }) => info.latestAgentGroupId === Number(group.id));
    expect([both.length < ofSkill.length, ofSkill.length < rows.length]).toEqual([true, true]);
    expectValues('open', (await booksOf({ skillIds: skill.id })).account, valuesOf(ofSkill), skill.name);
    const books = await booksOf({ skillIds: skill.id, groupIds: group.id });
    expectValues('open', books.account, valuesOf(both), group.name);
    const { latestAgentId } = both[0]!.info;
    const ofAgent = both.filter(({ info }) => info.latestAgentId === latestAgentId);
    const agentBooks = await booksOf({ skillIds: skill.id, groupIds: group.id, agentIds: latestAgentId });
    expectValues('open', agentBooks.account, valuesOf(ofAgent), latestAgentId);
  });

  it.each(['openedWithin=soon', 'serviceLevelSeconds=-1'])('rejects %s', async (query) => {
    expect((await send('GET', `/simulator/books?${query}`)).status).toBe(400);
  });
});
