import { randomUUID } from 'node:crypto';

import { type APIRequestContext, expect } from '@playwright/test';

import { lateMorningZone } from '../../scripts/lateMorning';
import { credentials, defaults, type Options } from '../../simulator/options';
import { buildServer } from '../../simulator/server';
import { Simulator } from '../../simulator/simulator';
import type { KmmOptions, LevelSetting } from '../../src/config/model';

/** A contact centre of a test, and the data source for it: what the test does to them changes nothing for other tests. */
export interface OwnCentre {
  /** The uid of the data source. */
  uid: string;
  /** Sends to one of the simulator's own routes. */
  control: (path: string, body: object) => Promise<void>;
  /** Reads what one of the simulator's own routes has. */
  read: <T>(path: string) => Promise<T>;
  /** Ends what one of the simulator's own routes has. */
  clear: (path: string) => Promise<void>;
  /** Saves levels in the settings of the data source. */
  setLevels: (levels: LevelSetting[]) => Promise<void>;
}

/** What differs from a centre with a frozen clock, and from the default settings. */
interface Differences {
  options?: Partial<Options>;
  settings?: Partial<KmmOptions>;
}

async function startCentre(options: Partial<Options> = {}) {
  const all = { ...defaults, days: 1, freeze: true, timeZone: lateMorningZone(), ...options };
  const server = buildServer(new Simulator(all));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: async () => server.close() };
}

/** The settings of the data source of a centre at an address. */
const settingsOf = (uid: string, upstreamUrl: string, settings: Partial<KmmOptions>) => ({
  uid,
  name: uid,
  type: 'kmm-liveperson-datasource',
  access: 'proxy',
  jsonData: { accountId: defaults.account, auth: 'oauth2', clientId: credentials.clientId, upstreamUrl, ...settings },
  secureJsonData: { clientSecret: credentials.clientSecret },
});

/** Runs a test with a contact centre of its own, and ends it. */
export async function withOwnCentre(
  request: APIRequestContext,
  act: (centre: OwnCentre) => Promise<void>,
  { options, settings }: Differences = {}
): Promise<void> {
  const uid = randomUUID();
  const { address, close } = await startCentre(options);
  const send = async (method: string, path: string, data?: object) => {
    const response = await request.fetch(`${address}/simulator/${path}`, { method, data });
    expect(response.ok(), await response.text()).toBe(true);
    return response;
  };
  try {
    const made = await request.post('/api/datasources', { data: settingsOf(uid, address, settings ?? {}) });
    expect(made.ok(), await made.text()).toBe(true);
    await act({
      uid,
      control: async (path, data) => void (await send('POST', path, data)),
      read: async <T>(path: string) => (await send('GET', path)).json() as Promise<T>,
      clear: async (path) => void (await send('DELETE', path)),
      setLevels: async (levels) => {
        const data = settingsOf(uid, address, { ...settings, levels });
        const saved = await request.put(`/api/datasources/uid/${uid}`, { data });
        expect(saved.ok(), await saved.text()).toBe(true);
      },
    });
  } finally {
    await request.delete(`/api/datasources/uid/${uid}`);
    await close();
  }
}
