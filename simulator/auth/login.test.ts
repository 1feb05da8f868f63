import { credentials } from '../options';
import { startTestSimulator, FakeClock } from '../testing';

const path = '/api/account/12345678';
const { username, password } = credentials;

function setUp(options = {}) {
  const wall = new FakeClock();
  const { send } = startTestSimulator(options, wall);
  const login = (body: object = { username, password }, query = '?v=1.3') =>
    send('POST', `${path}/login${query}`, body);
  const start = async () => {
    const response = await login();
    const { bearer, csrf } = response.json();
    return { bearer, csrf, cookie: String(response.headers['set-cookie']).split(';')[0]! };
  };
  const use = async (bearer: string) => {
    const headers = { authorization: `Bearer ${bearer}` };
    return (await send('GET', `${path}/configuration/le-users/skills`, undefined, headers)).status;
  };
  return { send, login, start, use, wall };
}

describe('a login', () => {
  it('returns a bearer, the lifetime of the session as text, the time zone and all hosts', async () => {
    const { login, use } = setUp({ timeZone: 'America/New_York' });
    const response = (await login()).json();
    expect(response).toMatchObject({ sessionTTl: '28800000', config: { accountTimeZoneId: 'America/New_York' } });
    expect(response.bearer).toMatch(/^[0-9a-f]{64}$/);
    const services = response.csdsCollectionResponse.baseURIs.map(({ service }: { service: string }) => service);
    expect(services).toEqual(expect.arrayContaining(['agentManagerWorkspace', 'accountConfigReadOnly']));
    expect(await use(response.bearer)).toBe(200);
  });

  it('ends the previous session', async () => {
    const { start, use } = setUp();
    const first = await start();
    const second = await start();
    expect([await use(first.bearer), await use(second.bearer)]).toEqual([401, 200]);
  });

  it('is extended with its cookie and csrf, and expires without', async () => {
    const { start, use, send, wall } = setUp({ sessionLife: 600 });
    const { bearer, csrf, cookie } = await start();
    wall.advance(400_000);
    const refresh = (token: string, headers: object) => send('POST', `${path}/refresh`, { csrf: token }, headers);
    expect((await refresh('wrong', { cookie })).status).toBe(401);
    expect((await refresh(csrf, {})).status).toBe(401);
    const kept = await refresh(csrf, { cookie });
    expect([kept.status, kept.text]).toEqual([200, '']);
    wall.advance(400_000);
    expect(await use(bearer)).toBe(200);
    wall.advance(200_000);
    expect(await use(bearer)).toBe(401);
  });

  it('ends with a logout', async () => {
    const { start, use, send } = setUp();
    const { bearer, csrf, cookie } = await start();
    expect((await send('POST', `${path}/logout`, { csrf }, { cookie })).status).toBe(200);
    expect(await use(bearer)).toBe(401);
  });

  it.each([
    ['a wrong password', { username, password: 'guess' }, '?v=1.3', 401],
    ['no password', { username }, '?v=1.3', 400],
    ['no version', { username, password }, '', 400],
  ])('is rejected for %s', async (_what, body, query, status) => {
    const response = await setUp().login(body, query);
    expect(response.status).toBe(status);
    expect(response.json().error).toMatchObject({ responseStatus: expect.any(String), message: expect.any(String) });
  });

  it('is rate-limited, for five seconds', async () => {
    const { login, wall } = setUp({ loginLimit: 2 });
    expect([(await login()).status, (await login()).status, (await login()).status]).toEqual([200, 200, 429]);
    wall.advance(5000);
    expect((await login()).status).toBe(200);
  });
});
