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
  /** Requests a second to each of LivePerson's services; absent means 40. A fifth is kept for alert rules. */
  requestsPerSecond?: number;
  /** Requests at the same time to each service, 2 or more; absent means 16. A quarter is kept for alert rules. */
  requestsAtOnce?: number;
  /** Seconds that a value of this moment serves all who ask; absent means 30. */
  freshFor?: number;
  /** Seconds that an older answer stands in for while LivePerson fails; absent means 900. */
  staleFor?: number;
  /** The same for alert rules; absent means 75. */
  staleForAlerts?: number;
  /** MiB that kept answers may take; absent means 64. */
  memory?: number;
}

/** The settings that are whole numbers from 1, each with a default. */
export type NumberSettingName =
  | 'timeout'
  | 'maxSeriesRequests'
  | 'requestsPerSecond'
  | 'requestsAtOnce'
  | 'freshFor'
  | 'staleFor'
  | 'staleForAlerts'
  | 'memory';

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
