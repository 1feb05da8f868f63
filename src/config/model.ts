import type { DataSourceJsonData } from '@grafana/data';

/** How the data source proves who it is: OAuth 2 client credentials, a user's login, or OAuth 1.0 app keys. */
export type AuthMethod = 'oauth2' | 'login' | 'appKey';

/** The settings of a connection that everybody may see. Absent `auth` means `oauth2`. */
export interface KmmOptions extends DataSourceJsonData {
  /** LivePerson's account number, also called site id. */
  accountId: string;
  auth: AuthMethod;
  /** OAuth 2 only. */
  clientId?: string;
  /** Login only. */
  username?: string;
  /** App keys only. */
  appKey?: string;
  /** One address for everything LivePerson, such as `http://localhost:3333`; empty means LivePerson's own hosts. */
  upstreamUrl?: string;
  /** Seconds to wait for one answer of LivePerson; absent means 30. */
  timeout?: number;
  /** Requests to LivePerson that one trend may cause; absent means 400. A finer interval is widened. */
  maxSeriesRequests?: number;
}

/** The settings that Grafana encrypts and never hands out again. */
export interface KmmSecrets {
  /** OAuth 2 only. */
  clientSecret?: string;
  /** Login only. */
  password?: string;
  /** App keys only, as are the two below. */
  appSecret?: string;
  accessToken?: string;
  accessTokenSecret?: string;
}
