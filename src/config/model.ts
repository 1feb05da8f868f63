import type { DataSourceJsonData } from '@grafana/data';

import type { RowKind, Thresholds } from '../../catalogue';

/** How the data source authenticates: OAuth 2 client credentials, a user's login, or OAuth 1.0 app keys. */
export type AuthMethod = 'oauth2' | 'login' | 'appKey';

/**
 * The levels of a KPI for a kind of row, or for one skill, group or agent, in the KPI's base unit: ms, a share of 1, or a
 * count. They replace both levels of the catalogue; an absent one means no level of that severity.
 */
export interface LevelSetting extends Partial<Thresholds> {
  /** The id of the KPI. */
  kpi: string;
  rows: RowKind;
  /** The id of the skill, group or agent; absent means all of that kind. */
  id?: string;
}

/** The settings that are not secret. Absent `auth` means `oauth2`. */
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
  /** The base URL of all LivePerson services, such as `http://localhost:3333`; empty means LivePerson's own hosts. */
  upstreamUrl?: string;
  /** The time zone (IANA) of days where no dashboard says one: in alert rules and public dashboards; absent means UTC. */
  timeZone?: string;
  /** Seconds to wait for a response of LivePerson; absent means 30. */
  timeout?: number;
  /** Maximum requests to LivePerson for one trend; absent means 400. A shorter interval is widened. */
  maxSeriesRequests?: number;
  /** Maximum requests per second to each LivePerson service; absent means 40. A fifth is reserved for alert rules. */
  requestsPerSecond?: number;
  /** Maximum concurrent requests to each service, 2 or more; absent means 16. A quarter is reserved for alert rules. */
  requestsAtOnce?: number;
  /** Seconds for which a current value is fresh; absent means 30. */
  freshFor?: number;
  /** Maximum age in seconds of cached values while LivePerson fails; absent means 900. */
  staleFor?: number;
  /** The same for alert rules; absent means 75. */
  staleForAlerts?: number;
  /** Size of the cache in MiB; absent means 64. */
  memory?: number;
  /**
   * Maximum conversations in a sample, 10 to 2000: of open ones, and of those closed in each hour; absent means 200.
   */
  sampleSize?: number;
  /** How long ago conversations in a sample of open ones were opened at most: minutes, or such as `2h`; absent means any time. */
  openedWithin?: string;
  /** Seconds within which a first response meets the service level; absent means 300. */
  serviceLevelSeconds?: number;
  /** Seconds within which an answer to a chat meets the service level, a multiple of 5; absent means 30. */
  chatServiceLevelSeconds?: number;
  /** Whether tables of conversations have the names of consumers; absent means their ids only. */
  consumerNames?: boolean;
  /**
   * The address of a conversation in LivePerson, with `{account}` and `{conversation}` in place of their ids; empty means
   * no links.
   */
  conversationUrl?: string;
  /** Maximum open conversations in tables, up to 2000; absent means 500. */
  maxConversations?: number;
  /** Whether the data source keeps a history of current values for a day; absent means no. */
  historyOfNow?: boolean;
  /** The levels that differ from the catalogue's. */
  levels?: LevelSetting[];
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
  | 'memory'
  | 'sampleSize'
  | 'maxConversations'
  | 'serviceLevelSeconds'
  | 'chatServiceLevelSeconds';

/** The settings that Grafana encrypts and never returns. */
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
