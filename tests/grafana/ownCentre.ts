import { randomUUID } from 'node:crypto';

import { type APIRequestContext, expect } from '@playwright/test';

import { lateMorningZone } from '../../scripts/lateMorning';
import { credentials, defaults } from '../../simulator/options';
import { buildServer } from '../../simulator/server';
import { Simulator } from '../../simulator/simulator';
import type { LevelSetting } from '../../src/config/model';

/** A contact centre of a test, and the data source for it: what the test does to them changes nothing for other tests. */
export interface OwnCentre {
  /** The uid of the data source. */
  uid: string;
  /** Sends to one of the simulator's own routes. */
  control: (path: string, body: object) => Promise<void>;
  /** Saves levels in the settings of the data source. */
  setLevels: (levels: LevelSetting[]) => Promise<void>;
}

const day = { days: 1, freeze: true };

async function startCentre() {
  const server = buildServer(new Simulator({ ...defaults, ...day, timeZone: lateMorningZone() }));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: async () => server.close() };
}

/** The settings of the data source of a centre at an address. */
const settings = (uid: string, upstreamUrl: string, levels: LevelSetting[]) => ({
  uid,
  name: uid,
  type: 'kmm-liveperson-datasource',
  access: 'proxy',
  jsonData: { accountId: defaults.account, auth: 'oauth2', clientId: credentials.clientId, upstreamUrl, levels },
  secureJsonData: { clientSecret: credentials.clientSecret },
});

/** Runs a test with a contact centre of its own, whose clock is frozen, and ends it. */
export async function withOwnCentre(
  request: APIRequestContext,
  act: (centre: OwnCentre) => Promise<void>
): Promise<void> {
  const uid = randomUUID();
  const { address, close } = await startCentre();
  try {
    const made = await request.post('/api/datasources', { data: settings(uid, address, []) });
    expect(made.ok(), await made.text()).toBe(true);
    await act({
      uid,
      control: async (path, data) => {
        const response = await request.post(`${address}/simulator/${path}`, { data });
        expect(response.ok(), await response.text()).toBe(true);
      },
      setLevels: async (levels) => {
        const saved = await request.put(`/api/datasources/uid/${uid}`, { data: settings(uid, address, levels) });
        expect(saved.ok(), await saved.text()).toBe(true);
      },
    });
  } finally {
    await request.delete(`/api/datasources/uid/${uid}`);
    await close();
  }
}
