import { createHmac, timingSafeEqual } from 'node:crypto';

import { credentials } from '../options';

const MAX_SKEW = 5 * 60;
const REQUIRED = ['oauth_consumer_key', 'oauth_token', 'oauth_signature_method', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature']; // prettier-ignore

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  method: string;
  /** Absolute address, with its query. */
  url: string;
  /** The Authorization header. */
  header: string;
}

type Pair = [name: string, value: string];

/** Percent-encodes as RFC 3986: all but letters, digits and `-._~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The HMAC-SHA1 signature of a request (RFC 5849): it covers the query and `oauth_` parameters, not a JSON body. */
export function signature(method: string, url: string, oauth: Pair[], secret: string, tokenSecret: string): string {
  const address = new URL(url);
  const pairs = [...oauth.filter(([name]) => name !== 'oauth_signature' && name !== 'realm'), ...address.searchParams];
  const encoded = pairs.map(([name, value]): Pair => [encode(name), encode(value)]);
  const sorted = encoded.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  const parameters = sorted.map(([name, value]) => `${name}=${value}`).join('&');
  const base = [method.toUpperCase(), `${address.origin}${address.pathname}`, parameters].map(encode).join('&');
  return createHmac('sha1', `${encode(secret)}&${encode(tokenSecret)}`)
    .update(base)
    .digest('base64');
}

/** Verifies OAuth 1.0a signatures with the simulator's only app key. */
export class OAuth1 {
  private readonly nonces = new Map<string, number>();

  /** @param now wall time in epoch ms */
  constructor(private readonly now: () => number) {}

  /** The error of a request, in LivePerson's form-encoded format; undefined if it is valid. */
  check({ method, url, header }: SignedRequest): string | undefined {
    const oauth = readHeader(header);
    const given = new Map(oauth);
    const absent = REQUIRED.filter((name) => !given.get(name));
    if (absent.length > 0) {
      return problem('parameter_absent', `oauth_parameters_absent=${absent.join('%26')}`);
    }
    if (given.get('oauth_consumer_key') !== credentials.appKey) {
      return 'lp_problem=consumer_key_rejected&oauth_problem_advice=The%20app%20key%20is%20unknown';
    }
    if (given.get('oauth_token') !== credentials.accessToken) {
      return problem('token_rejected');
    }
    if (given.get('oauth_signature_method') !== 'HMAC-SHA1' || (given.get('oauth_version') ?? '1.0') !== '1.0') {
      return problem('signature_method_rejected');
    }
    const { appSecret, accessTokenSecret } = credentials;
    const expected = Buffer.from(signature(method, url, oauth, appSecret, accessTokenSecret));
    const actual = Buffer.from(given.get('oauth_signature')!);
    if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
      return problem('signature_invalid', 'oauth_problem_advice=Sign%20query%20parameters%20too');
    }
    return this.checkReplay(Number(given.get('oauth_timestamp')), given.get('oauth_nonce')!);
  }

  private checkReplay(timestamp: number, nonce: string): string | undefined {
    const seconds = this.now() / 1000;
    if (!(Math.abs(seconds - timestamp) <= MAX_SKEW)) {
      return problem('timestamp_refused');
    }
    for (const [known, at] of this.nonces) {
      if (at < seconds - 2 * MAX_SKEW) {
        this.nonces.delete(known);
      }
    }
    const key = `${timestamp} ${nonce}`;
    if (this.nonces.has(key)) {
      return problem('nonce_used');
    }
    this.nonces.set(key, seconds);
    return undefined;
  }
}

function problem(name: string, more?: string): string {
  return `oauth_problem=${name}${more ? `&${more}` : ''}`;
}

function readHeader(header: string): Pair[] {
  return [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]): Pair => [name!, decode(value!)]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
