import { credentials } from '../options';
import { NOON, startTestSimulator } from '../testing';
import { encode, signature } from './oauth1';

const path = '/api/account/12345678/configuration/le-users/skills?v=2.0&select=id,name';

type Parameters = Record<string, string>;

function parameters(changes: Parameters = {}): Parameters {
  return {
    oauth_consumer_key: credentials.appKey,
    oauth_token: credentials.accessToken,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(NOON / 1000)),
    oauth_nonce: 'once',
    oauth_version: '1.0',
    ...changes,
  };
}

function header(values: Parameters, signedPath = path): string {
  const url = `http://localhost:80${signedPath}`;
  const { appSecret, accessTokenSecret } = credentials;
  const signed = signature('GET', url, Object.entries(values), appSecret, accessTokenSecret);
  const all = { ...values, oauth_signature: signed };
  return `OAuth ${Object.entries(all).map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`; // prettier-ignore
}

describe('an OAuth 1 signature', () => {
  it('is the same as that of other implementations', () => {
    const url =
      'https://api.twitter.com/1.1/statuses/update.json?include_entities=true&status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21';
    const oauth: Array<[string, string]> = [
      ['oauth_consumer_key', 'xvz1evFS4wEEPTGEFPHBog'],
      ['oauth_nonce', 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '1318622958'],
      ['oauth_token', '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb'],
      ['oauth_version', '1.0'],
    ];
    const secret = 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw';
    const tokenSecret = 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE';
    expect(signature('post', url, oauth, secret, tokenSecret)).toBe('hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
  });

  it('is accepted once', async () => {
    const { send } = startTestSimulator();
    const authorization = header(parameters());
    expect((await send('GET', path, undefined, { authorization })).status).toBe(200);
    const again = await send('GET', path, undefined, { authorization });
    expect([again.status, again.text]).toEqual([401, 'oauth_problem=nonce_used']);
  });

  it.each([
    ['that leaves the query out', header(parameters(), path.split('?')[0]), /^oauth_problem=signature_invalid&/],
    ['of an unknown key', header(parameters({ oauth_consumer_key: 'other' })), /^lp_problem=consumer_key_rejected&/],
    ['of an unknown token', header(parameters({ oauth_token: 'other' })), /token_rejected/],
    ['of another method', header(parameters({ oauth_signature_method: 'PLAINTEXT' })), /signature_method_rejected/],
    [
      'from six minutes ago',
      header(parameters({ oauth_timestamp: String(Math.floor(NOON / 1000) - 360) })),
      /timestamp_refused/,
    ],
    ['without a nonce', header(parameters({ oauth_nonce: '' })), /^oauth_problem=parameter_absent&.*oauth_nonce/],
    ['that is missing', 'OAuth realm="x"', /parameter_absent/],
  ])('%s is rejected with form-encoded text', async (_what, authorization, problem) => {
    const response = await startTestSimulator().send('GET', path, undefined, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers['content-type']).toContain('application/x-www-form-urlencoded');
    expect(response.text).toMatch(problem);
  });
});
