import { type APIRequestContext, expect } from '@playwright/test';

/** Sends to one of the simulator's own routes. */
export type Control = (path: string, body: object) => Promise<void>;

/** The simulator behind the data source; undefined where it is something else, or out of reach. */
export async function findSimulator(request: APIRequestContext): Promise<Control | undefined> {
  const source = await request.get('/api/datasources/uid/liveperson-kmm');
  const { jsonData } = (await source.json()) as { jsonData: { upstreamUrl?: string } };
  const found = await request.get(`${jsonData.upstreamUrl}/simulator`).catch(() => undefined);
  if (!found?.ok()) {
    return undefined;
  }
  return async (path, data) => {
    const response = await request.post(`${jsonData.upstreamUrl}/simulator/${path}`, { data });
    expect(response.ok(), await response.text()).toBe(true);
  };
}
