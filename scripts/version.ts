import { oldestGrafana, Problem } from './project';

const isOlder = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true }) < 0;

/** The version that a running Grafana names, such as `12.3.0`, without what may follow these numbers. */
async function versionAt(address: string): Promise<string | undefined> {
  const { version } = (await (await fetch(`${address}/api/health`)).json()) as { version?: string };
  return version && /^[\d.]+/.exec(version)?.[0];
}

/** Throws a `Problem` where the Grafana at this address is older than the plugin allows. */
export async function refuseOlder(address: string, oldest = oldestGrafana()): Promise<void> {
  const version = await versionAt(address);
  // Grafana can be set to keep its version to itself.
  if (version && isOlder(version, oldest)) {
    throw new Problem(`This Grafana is ${version}, and the plugin needs ${oldest} or later: install a newer one.`);
  }
}
