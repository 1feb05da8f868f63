import type { DataFrameJSON, DataQueryResponseData } from '@grafana/data';
import { Centrifuge, type PublicationContext, type SubscribedContext } from 'centrifuge';
import WebSocket from 'ws';

import { UserError } from '../../scripts/project';
import { readLiveMeta } from '../../src/live/liveMeta';
import { post, sessionsQuery, type Source } from './source';

/** A channel of Grafana Live as a browser subscribes to it. */
export interface Channel {
  id: string;
  data: { query: string };
}

interface QueryAnswer {
  results: Record<string, { frames?: DataFrameJSON[] }>;
}

/** Asks for the table of Live sessions as its panel does, and resolves with the channel that the answer names. */
export async function askForChannel({ grafana, uid }: Source): Promise<Channel> {
  const datasource = { type: 'kmm-liveperson-datasource', uid };
  const query = { ...sessionsQuery(), refId: 'A', datasource, endsNow: true, intervalMs: 60_000, maxDataPoints: 1000 };
  const range = { from: String(Date.now() - 3_600_000), to: String(Date.now()) };
  const { results } = await post<QueryAnswer>(grafana, '/api/ds/query', { queries: [query], ...range });
  const meta = results.A?.frames?.[0]?.schema?.meta;
  const stream = readLiveMeta({ meta } as DataQueryResponseData)?.stream;
  if (!stream) {
    throw new UserError(`The table of Live sessions has no channel: ${JSON.stringify(results).slice(0, 500)}`);
  }
  // As Grafana's page names it: the organization, the scope, the data source, and the path.
  return { id: `1/ds/${uid}/${stream.path}`, data: { query: stream.query } };
}

/** A table as a subscriber has it: when it was made, in ms since 1970, its cells as text, and its number of rows. */
export interface Table {
  madeAt: number;
  cells: string;
  rows: number;
}

function tableOf(message: DataFrameJSON): Table {
  const { schema, data } = message;
  const { now: madeAt } = readLiveMeta({ meta: schema?.meta } as DataQueryResponseData) ?? { now: NaN };
  return { madeAt, cells: JSON.stringify(data?.values), rows: data?.values[0]?.length ?? 0 };
}

/** Follows a channel over a connection of its own, as each browser does. */
export class Subscriber {
  frames = 0;
  bytes = 0;
  /** The rows of the tables that came, the fewest and the most. */
  rows = { least: Infinity, most: 0 };
  table?: Table;
  private readonly client: Centrifuge;

  constructor(grafana: string, { id, data }: Channel) {
    const address = `${grafana.replace(/^http/, 'ws')}/api/live/ws`;
    this.client = new Centrifuge(address, { websocket: WebSocket });
    const subscription = this.client.newSubscription(id, { data });
    subscription.on('subscribed', ({ data: first }: SubscribedContext) => first && this.take(first as DataFrameJSON));
    subscription.on('publication', ({ data: next }: PublicationContext) => this.receive(next as DataFrameJSON));
    subscription.subscribe();
    this.client.connect();
  }

  private receive(message: DataFrameJSON): void {
    this.frames += 1;
    this.bytes += JSON.stringify(message).length;
    this.take(message);
  }

  private take(message: DataFrameJSON): void {
    this.table = tableOf(message);
    const { rows } = this.table;
    this.rows = { least: Math.min(this.rows.least, rows), most: Math.max(this.rows.most, rows) };
  }

  leave(): void {
    this.client.disconnect();
  }
}
