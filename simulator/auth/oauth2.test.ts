import { createPublicKey, createVerify } from 'node:crypto';

import { credentials } from '../options';
import { NOON, startTestSimulator, FakeClock } from '../testing';

const path = '/sentinel/api/v2/account/12345678/app/token';
const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
const good = `client_id=${credentials.clientId}&client_secret=${credentials.clientSecret}&grant_type=client_credentials`;
const skills = '/api/account/12345678/configuration/le-users/skills';

describe('the token endpoint', () => {
  const { send, simulator } = startTestSimulator();

  it('issues a signed token for client credentials in a form', async () => {
    const response = await send('POST', `${path}?v=2.0`, good, form);
    expect(response.json()).toMatchObject({ token_type: 'Bearer', expires_in: '3599' });
    const token: string = response.json().access_token;
    const [head, claims, signed] = token.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const iat = Math.floor(NOON / 1000);
    expect(read(claims!)).toMatchObject({ aud: '12345678', azp: 'grafana', iss: 'Sentinel', iat, exp: iat + 3600 });
    const { keys } = (await send('GET', '/sentinel/well-known/jwks')).json();
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(key, signed!, 'base64url')).toBe(true);
    expect((await send('GET', skills, undefined, { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it.each([
    [
      'a JSON body',
      JSON.stringify({ client_id: 'grafana' }),
      { ...form, 'content-type': 'application/json' },
      400,
      'invalid_request',
    ],
    ['another grant', good.replace('client_credentials', 'password'), form, 400, 'unsupported_grant_type'],
    [
      'credentials in a header only',
      'grant_type=client_credentials',
      { ...form, authorization: 'Basic Z3JhZmFuYQ==' },
      400,
      'invalid_request',
    ],
    ['a wrong secret', good.replace('simulator-secret', 'guess'), form, 401, 'invalid_client'],
    ['an unknown client', good.replace('client_id=grafana', 'client_id=other'), form, 401, 'invalid_client'],
  ])('rejects %s', async (_what, body, headers, status, error) => {
    const response = await send('POST', path, body, headers);
    expect(response.status).toBe(status);
    expect(response.json()).toEqual({ error, error_description: expect.any(String) });
  });

  it('rejects other accounts', async () => {
    expect((await send('POST', path.replace('12345678', '1'), good, form)).status).toBe(404);
  });

  it('has a configurable format of expires_in', async () => {
    const life = async (expiresIn: string) => {
      await send('POST', '/simulator/token-format', { expiresIn });
      return (await send('POST', path, good, form)).json().expires_in;
    };
    expect([await life('number'), await life('absent'), await life('string')]).toEqual([3599, undefined, '3599']);
    expect((await send('POST', '/simulator/token-format', { expiresIn: 'never' })).status).toBe(400);
    expect(simulator.tokens.expiresIn).toBe('string');
  });
});

describe('a token', () => {
  it('expires, and ends when all are revoked', async () => {
    const wall = new FakeClock();
    const { send, bearer } = startTestSimulator({ tokenLife: 60 }, wall);
    const authorization = `Bearer ${bearer()}`;
    const status = async () => (await send('GET', skills, undefined, { authorization })).status;
    expect(await status()).toBe(200);
    wall.advance(60_000);
    expect(await status()).toBe(401);
    const second = { authorization: `Bearer ${bearer()}` };
    expect((await send('GET', skills, undefined, second)).status).toBe(200);
    await send('POST', '/simulator/tokens/revoke');
    expect((await send('GET', skills, undefined, second)).status).toBe(401);
  });

  it('is valid for its own account and scopes only', async () => {
    const time = { from: NOON, to: NOON };
    const { metrics, send } = startTestSimulator({ scope: 'users.external' });
    expect((await metrics({ filters: { time } })).status).toBe(403);
    const foreign = await send('POST', '/manager_workspace/api/account/1/metrics', { filters: { time } });
    expect(foreign.status).toBe(403);
  });

  it.each(['', 'Bearer', 'Bearer wrong', 'Basic eDp5'])('is required: "%s" is rejected', async (authorization) => {
    const response = await startTestSimulator().send('GET', skills, undefined, { authorization });
    expect(response.status).toBe(401);
    expect(response.json().message).toMatch(/authorization|token/);
  });
});
