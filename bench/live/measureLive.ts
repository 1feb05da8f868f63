import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { simulatedAccount } from '../../scripts/account';
import { buildPages, updateBackend } from '../../scripts/build';
import { findGrafana, startGrafana, versionOf } from '../../scripts/grafana';
import { stopAll } from '../../scripts/processes';
import { root, UserError } from '../../scripts/project';
import { startService } from '../../scripts/services';
import { startSimulator } from '../load';
import { usual } from '../scenarios';
import { measureScreen, saveDashboard, type Screen, shownRows, startBrowser } from './screen';
import { type Listing, measureListing } from './searches';
import { addSource, openConversations, type Source } from './source';
import { type Watched, watch } from './subscribers';

/** Everything measured of live sessions, in a Grafana and a browser of these versions. */
export interface Live {
  watched: Watched[];
  /** The table with Grafana Live and without, each as often. */
  screens: { live: Screen[]; still: Screen[] };
  screenSeconds: number;
  listings: Listing[];
  grafana: string;
  browser: string;
}

/** How long and how often things are measured. */
export interface Extent {
  watchMs: number;
  screenMs: number;
  screens: number;
  refreshes: number;
}

const name = 'grafana-bench';
const subscribers = [1, 50];
/** Conversations beside the usual ones: less than a page, some pages, and more than a list has. */
const backlogs = [1, 200, 400, 3000];

/** Starts a Grafana with the plugin as it is, and resolves with its address. Throws a user error where there is none. */
async function startOwnGrafana(): Promise<string> {
  const installed = findGrafana(process.env);
  if (!installed) {
    throw new UserError('There is no Grafana to measure in: set GRAFANA_HOME to where one is unpacked.');
  }
  await buildPages();
  await updateBackend();
  rmSync(join(root, '.run', name), { recursive: true, force: true });
  const account = simulatedAccount('http://127.0.0.1:9');
  return (await startService(3910, (port) => startGrafana(installed, port, account, name), 300)).address;
}

/** A data source with a contact center of its own. */
const startSource = async (grafana: string, uid: string) => addSource(grafana, await startSimulator(usual), uid);

async function measureScreens(source: Source, { screenMs, screens }: Extent) {
  await openConversations(source.simulator, 2 * shownRows, 0.5);
  await saveDashboard(source);
  const browser = await startBrowser();
  const measured: Live['screens'] = { live: [], still: [] };
  // One after the other and in turn, so that whatever else the machine does meets both alike.
  for (let run = 0; run < screens; run++) {
    measured.live.push(await measureScreen(browser, source, true, screenMs));
    measured.still.push(await measureScreen(browser, source, false, screenMs));
  }
  const version = browser.version();
  await browser.close();
  return { measured, version };
}

/** Measures what live sessions cost LivePerson and a browser; as most of it is waiting, its parts at once. */
export async function measureLive(extent: Extent, say: (sentence: string) => void): Promise<Live> {
  const grafana = await startOwnGrafana();
  const sources = await Promise.all(subscribers.map((count) => startSource(grafana, `bench-${count}`)));
  const screenSource = await startSource(grafana, 'bench-screen');
  say(`Live sessions: ${subscribers.join(' and ')} subscribers for ${extent.watchMs / 1000} s, and a browser …`);
  const [watched, { measured, version }, listings] = await Promise.all([
    Promise.all(sources.map((source, place) => watch(source, subscribers[place] ?? 1, extent.watchMs))),
    measureScreens(screenSource, extent),
    Promise.all(backlogs.map((backlog) => measureListing(backlog, extent.refreshes))),
  ]);
  const grafanaVersion = (await versionOf(grafana)) ?? 'unknown';
  await stopAll();
  return {
    ...{ watched, screens: measured, screenSeconds: extent.screenMs / 1000, listings },
    ...{ grafana: grafanaVersion, browser: version },
  };
}
