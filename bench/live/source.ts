import { UserError } from '../../scripts/project';
import { credentials, defaults } from '../../simulator/options';
import { control, dashboards } from '../load';

/** A data source of a Grafana, and the simulator behind it. */
export interface Source {
  grafana: string;
  simulator: string;
  uid: string;
}

/** Sends JSON to Grafana, and resolves with what it answers. Throws a user error where it refuses. */
export async function post<Answer>(grafana: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${grafana}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) {
    throw new UserError(`Grafana answered ${response.status} to POST ${path}: ${await response.text()}`);
  }
  return (await response.json()) as Answer;
}

/** Adds a data source for the account of a simulator. */
export async function addSource(grafana: string, simulator: string, uid: string): Promise<Source> {
  await post(grafana, '/api/datasources', {
    ...{ uid, name: uid, type: 'kmm-liveperson-datasource', access: 'proxy' },
    jsonData: { accountId: defaults.account, auth: 'oauth2', clientId: credentials.clientId, upstreamUrl: simulator },
    secureJsonData: { clientSecret: credentials.clientSecret },
  });
  return { grafana, simulator, uid };
}

/** The query of the dashboard Live sessions, with all that there is. Throws where no panel lists conversations. */
export function sessionsQuery(): object {
  const queries = dashboards().flat(2) as Array<{ rows?: string }>;
  const found = queries.find(({ rows }) => rows === 'conversation');
  if (!found) {
    throw new Error('No dashboard has a table of conversations.');
  }
  return found;
}

/** Opens conversations at once, a share of which agents have. Resolves with how many are open then. */
export async function openConversations(simulator: string, conversations: number, assignedShare = 0): Promise<number> {
  const body = { conversations, assignedShare };
  return (await control<{ open: number }>(simulator, 'POST', 'backlog', body)).open;
}

/** Closes what was opened at once. */
export async function closeConversations(simulator: string): Promise<void> {
  await control(simulator, 'DELETE', 'backlog');
}
