import { createPublicKey, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';

/** The format of `expires_in`: LivePerson sends a string, some of its documents omit it. */
export type ExpiresIn = 'string' | 'number' | 'absent';

/** An OAuth 2 access token that the simulator issued. */
export interface Token {
  scope: string[];
  /** Epoch ms. */
  expiresAt: number;
}

/** Issues and finds OAuth 2 access tokens: JSON web tokens signed with RS256. */
export class Tokens {
  expiresIn: ExpiresIn = 'string';
  private readonly issued = new Map<string, Token>();
  private key: KeyObject | undefined;
  private readonly keyId = randomUUID();

  /** @param now wall time in epoch ms @param lifetime of a token in seconds */
  constructor(
    private readonly now: () => number,
    private readonly lifetime: number
  ) {}

  /** The response of the token endpoint. */
  issue(accountId: string, clientId: string, scope: string) {
    const iat = Math.floor(this.now() / 1000);
    const exp = iat + this.lifetime;
    const claims = { iss: 'Sentinel', aud: accountId, azp: clientId, scope, iat, exp, jti: randomUUID() };
    const token = this.sign({ alg: 'RS256', typ: 'JWT', kid: this.keyId }, claims);
    this.issued.set(token, { scope: scope.split(' '), expiresAt: exp * 1000 });
    const lifetime = this.lifetime - 1;
    return {
      access_token: token,
      token_type: 'Bearer',
      ...(this.expiresIn !== 'absent' && { expires_in: this.expiresIn === 'string' ? String(lifetime) : lifetime }),
    };
  }

  /** The token if it was issued and is neither expired nor revoked. */
  find(token: string): Token | undefined {
    const found = this.issued.get(token);
    return found && found.expiresAt > this.now() ? found : undefined;
  }

  revokeAll(): void {
    this.issued.clear();
  }

  /** The public key as a JSON web key set. */
  keySet() {
    return { keys: [{ ...createPublicKey(this.privateKey()).export({ format: 'jwk' }), kid: this.keyId, alg: 'RS256', use: 'sig' }] }; // prettier-ignore
  }

  private sign(header: object, claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part(header)}.${part(claims)}`;
    return `${content}.${createSign('RSA-SHA256').update(content).sign(this.privateKey(), 'base64url')}`;
  }

  private privateKey(): KeyObject {
    this.key ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    return this.key;
  }
}
