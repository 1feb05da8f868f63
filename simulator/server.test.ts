import type { AddressInfo } from 'node:net';

import { ContactCentre } from './contactCentre/contactCentre';
import { MINUTE } from './contactCentre/time';
import { NOON, startTestSimulator, FakeClock } from './testing';

const skills = '/api/account/12345678/configuration/le-users/skills';
const domain = '/api/account/12345678/service/agentManagerWorkspace/baseURI';

describe('the Domain API', () => {
  const { send } = startTestSimulator();

  it.each(['.json', ''])('returns the requested host, with ending "%s"', async (ending) => {
    const one = await send('GET', `${domain}${ending}?version=1.0`, undefined, {
      host: 'lp.test:81',
      authorization: '',
    });
    const entry = { service: 'agentManagerWorkspace', account: '12345678', baseURI: 'lp.test:81' };
    expect(one.json()).toEqual(entry);
    const all = await send('GET', `/api/account/12345678/service/baseURI${ending}?version=1.0`, undefined, {
      host: 'lp.test:81',
    });
    expect(all.json().baseURIs).toContainEqual(entry);
  });

  it.each([
    [domain, 400],
    [`${domain.replace('agentManagerWorkspace', 'agentmanagerworkspace')}?version=1.0`, 404],
    [`${domain.replace('12345678', '1')}?version=1.0`, 404],
  ])('rejects %s', async (url, status) => {
    expect((await send('GET', url)).status).toBe(status);
  });
});

describe('the account lists', () => {
  const { send, simulator } = startTestSimulator();
  const list = (name: string, query: string, headers = {}) =>
    send('GET', `/api/account/12345678/configuration/le-users/${name}?${query}`, undefined, headers);

  it('are bare arrays of the selected fields, ids as numbers', async () => {
    const [user] = (await list('users', 'v=4.0&select=id,nickname,nothing,memberOf(agentGroupId)')).json();
    const agent = simulator.centre.account.agents[0]!;
    expect(user).toEqual({ id: Number(agent.id), nickname: agent.name, memberOf: { agentGroupId: 2200000101 } });
    expect((await list('skills', 'v=2.0')).json()[0]).toEqual({ id: 2500000101, name: 'Sales', deleted: false });
    const groups = (await list('agentGroups', 'v=2.0&select=$all')).json();
    expect(groups[0]).toMatchObject({ id: -1, parentGroupId: null });
    expect(groups[3]).toMatchObject({ parentGroupId: 2200000102 });
  });

  it('apply only the last of two selections within one object', async () => {
    const [user] = (await list('users', 'v=4.0&select=memberOf(agentGroupId),memberOf(assignmentDate)')).json();
    expect(Object.keys(user.memberOf)).toEqual(['assignmentDate']);
  });

  it('include users who are no agents', async () => {
    const users = (await list('users', 'v=4.0&select=id,maxAsyncChats,isEnabled&include_deleted=true')).json();
    const agents = simulator.centre.account.agents.map(({ id }) => Number(id));
    const others = users.filter(({ id }: { id: number }) => !agents.includes(id));
    expect(others).toHaveLength(3);
    expect(others).toContainEqual(expect.objectContaining({ maxAsyncChats: 0 }));
    expect(others).toContainEqual(expect.objectContaining({ isEnabled: false }));
  });

  it('include deleted items on request only', async () => {
    expect((await list('skills', 'v=2.0')).json()).toHaveLength(5);
    expect((await list('skills', 'v=2.0&include_deleted=true')).json()).toHaveLength(6);
  });

  it('respond with 304 to the current revision, and in full to -1', async () => {
    const revision = (await list('skills', 'v=2.0')).headers['ac-revision'];
    expect((await list('skills', 'v=2.0', { 'if-match': revision })).status).toBe(304);
    expect((await list('skills', 'v=2.0', { 'if-match': '-1' })).status).toBe(200);
  });

  it('reject an unknown version', async () => {
    expect((await list('agentGroups', 'v=9.0')).status).toBe(400);
  });
});

describe('renaming', () => {
  const { send, metrics, simulator } = startTestSimulator();
  const [skill] = simulator.centre.account.skills;
  const inMetrics = async () => {
    const time = { from: NOON - MINUTE, to: NOON };
    const body = { filters: { time }, groupBy: 'skillId', metricsToRetrieveCurrentValue: ['open_conversations'] };
    const { groups } = (await metrics(body)).json().groupBy;
    return groups.find(({ key }: { key: string }) => key === skill?.id)?.keyDescription;
  };
  const inList = async () =>
    (await send('GET', `${skills}?v=2.0`)).json().find(({ id }: { id: number }) => String(id) === skill?.id)?.name;

  it('changes the name of a skill, and an empty one is not known', async () => {
    await send('POST', '/simulator/names', { id: skill?.id, name: 'Sales EU' });
    expect([await inMetrics(), await inList()]).toEqual(['Sales EU', 'Sales EU']);
    await send('POST', '/simulator/names', { id: skill?.id, name: '' });
    expect([await inMetrics(), await inList()]).toEqual(['NA', 'Sales EU']);
  });

  it('rejects what has no name', async () => {
    expect((await send('POST', '/simulator/names', { id: '1', name: 'x' })).status).toBe(400);
    expect((await send('POST', '/simulator/names', { id: skill?.id })).status).toBe(400);
  });
});

describe('faults', () => {
  it('are those of one list where they have its path', async () => {
    const { send } = startTestSimulator();
    await send('POST', '/simulator/faults', { service: 'lists', path: 'users', status: 403 });
    const status = async (path: string) =>
      (await send('GET', `/api/account/12345678/configuration/${path}?v=2.0`)).status;
    const statuses = [];
    for (const path of ['le-users/users', 'le-users/skills', 'le-users/agentGroups', 'le-agents/status-reasons']) {
      statuses.push(await status(path));
    }
    expect(statuses).toEqual([403, 200, 200, 200]);
  });

  it('affect their service, for the given number of calls', async () => {
    const { send } = startTestSimulator();
    await send('POST', '/simulator/faults', [{ service: 'lists', status: 503, retryAfter: 7, times: 1 }]);
    expect((await send('GET', `${domain}?version=1.0`)).status).toBe(200);
    const failed = await send('GET', skills);
    expect([failed.status, failed.headers['retry-after']]).toEqual([503, '7']);
    expect((await send('GET', skills)).status).toBe(200);
  });

  it.each([
    ['agent_view', 'agent_view'],
    ['historical', 'historical'],
    ['availability', 'skill/availability'],
  ])('affect the %s method, whose calls are counted by this name', async (service, path) => {
    const { send, kmm } = startTestSimulator();
    const body = service === 'availability' ? {} : { filters: { time: { from: NOON - MINUTE, to: NOON } } };
    await send('POST', '/simulator/faults', { service, status: 500, times: 1 });
    expect((await kmm('metrics', { filters: { time: { from: NOON, to: NOON } } })).status).toBe(200);
    expect([(await kmm(path, body)).status, (await kmm(path, body)).status]).toEqual([500, 200]);
    expect((await send('GET', '/simulator/calls')).json()).toMatchObject({ metrics: 1, [service]: 2, total: 3 });
  });

  it('corrupt responses until they are cleared', async () => {
    const { send } = startTestSimulator();
    const whole = (await send('GET', skills)).text;
    await send('POST', '/simulator/faults', { body: 'cut' });
    const cut = await send('GET', skills);
    expect(cut.text.length).toBeLessThan(whole.length);
    expect(whole.startsWith(cut.text)).toBe(true);
    await send('DELETE', '/simulator/faults');
    await send('POST', '/simulator/faults', { body: 'html' });
    expect((await send('GET', skills)).headers['content-type']).toContain('text/html');
    await send('DELETE', '/simulator/faults');
    expect((await send('GET', skills)).text).toBe(whole);
  });

  it('break the connection, before or within a response', async () => {
    const { send, server, bearer } = startTestSimulator();
    await server.listen({ host: '127.0.0.1', port: 0 });
    try {
      const { port } = server.server.address() as AddressInfo;
      const get = async () => {
        const response = await fetch(`http://127.0.0.1:${port}${skills}`, {
          headers: { authorization: `Bearer ${bearer()}` },
        });
        return response.text();
      };
      await send('POST', '/simulator/faults', [{ reset: true, times: 1 }, { body: 'broken', times: 1 }]); // prettier-ignore
      await expect(get()).rejects.toThrow();
      await expect(get()).rejects.toThrow();
      expect(await get()).toContain('Sales');
    } finally {
      await server.close();
    }
  });

  it.each([{ service: 'mail' }, { status: 'bad' }, { body: 'pdf' }, { speed: 1 }, { times: 0 }])(
    'are rejected if invalid: %j',
    async (fault) => {
      expect((await startTestSimulator().send('POST', '/simulator/faults', fault)).status).toBe(400);
    }
  );
});

describe('control', () => {
  it('counts calls by service, and applies the rate limit', async () => {
    const wall = new FakeClock();
    const { send } = startTestSimulator({ rate: 2 }, wall);
    const statuses = [await send('GET', skills), await send('GET', skills), await send('GET', skills)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]!.headers['retry-after']).toBe('1');
    wall.advance(1000);
    expect((await send('GET', skills)).status).toBe(200);
    expect((await send('GET', '/simulator/calls')).json()).toMatchObject({ lists: 4, domain: 0, total: 4 });
    expect((await send('DELETE', '/simulator/calls')).json()).toMatchObject({ total: 0 });
  });

  it('advances a frozen clock, and the contact centre with it', async () => {
    const { send } = startTestSimulator();
    expect((await send('GET', '/simulator')).json()).toMatchObject({
      now: new Date(NOON).toISOString(),
      scenario: 'normal',
    });
    const before = (await send('GET', '/simulator/books')).json();
    const moved = await send('POST', '/simulator/clock', { advanceMs: 30 * MINUTE });
    expect(moved.json().now).toBe(new Date(NOON + 30 * MINUTE).toISOString());
    expect((await send('GET', '/simulator/books')).json().account).not.toEqual(before.account);
    expect((await send('POST', '/simulator/clock', { advanceMs: -1 })).status).toBe(400);
  });

  it('does not advance a running clock', async () => {
    const wall = new FakeClock();
    const { send } = startTestSimulator({ freeze: false }, wall);
    wall.advance(MINUTE);
    expect((await send('GET', '/simulator')).json().now).toBe(new Date(NOON + MINUTE).toISOString());
    expect((await send('POST', '/simulator/clock', { advanceMs: 1 })).status).toBe(409);
  });

  it('freezes its clock where the past ends, which takes a while to make', () => {
    const wall = new FakeClock();
    const advance = ContactCentre.prototype.advance;
    jest.spyOn(ContactCentre.prototype, 'advance').mockImplementationOnce(function (this: ContactCentre, to) {
      advance.call(this, to);
      wall.advance(MINUTE);
    });
    const { simulator } = startTestSimulator({ now: undefined }, wall);
    expect(simulator.centre.now).toBe(NOON + MINUTE);
  });

  it.each([true, false])('dates its responses by its own clock, with a frozen one: %s', async (freeze) => {
    const wall = new FakeClock(NOON + 30_000);
    const { send } = startTestSimulator({ freeze }, wall);
    wall.advance(MINUTE);
    expect((await send('GET', '/simulator')).headers.date).toBe(new Date(NOON + MINUTE).toUTCString());
  });

  it('changes the scenario, and rejects an unknown one', async () => {
    const { send } = startTestSimulator();
    expect(
      (await send('POST', '/simulator/scenario', { name: 'rush', skillIds: ['2500000101'] })).json().scenario
    ).toBe('rush');
    expect((await send('POST', '/simulator/scenario', { name: 'storm' })).status).toBe(400);
    expect((await send('POST', '/simulator/scenario', { name: 'rush', skillIds: ['1'] })).status).toBe(400);
    expect((await send('POST', '/simulator/scenario', { name: 'rush', intensity: 40 })).status).toBe(200);
    for (const intensity of [0, 2.5, '20', 501]) {
      expect((await send('POST', '/simulator/scenario', { name: 'rush', intensity })).status).toBe(400);
    }
  });
});
