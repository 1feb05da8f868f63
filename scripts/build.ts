import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { globSync } from 'glob';

import { run } from './processes';
import { type Command, goarch, goos, goTool, root, script } from './project';

const needsGo = 'The backend could not be built: Go 1.26 or later is needed.';

/** Builds the frontend into `dist`. */
export const frontendBuild = webpack('.config/webpack/webpack.config.ts', '--env', 'production');

/** Builds the backend into `dist`, by the plugin SDK's own targets, for this platform or another in Go's names. */
export const backendBuild = (os = goos, arch = goarch) => goTool('mage', 'build:custom', os, arch);

/** Webpack with a configuration of the project. tsx reads it, as Node 20 itself cannot. */
export function webpack(config: string, ...args: string[]): Command {
  return script('node_modules/webpack/bin/webpack.js', '-c', config, ...args);
}

/** Writes the dashboards and everything else that is generated from the catalogue. */
export const buildDashboards = () => run(script('dashboards/generate.ts'), 'The dashboards could not be written.');

/** The backend's executable in `dist`, by the name that Grafana looks for. */
export const backend = (os = goos, arch = goarch) =>
  join(root, 'dist', `gpx_kmm_liveperson_${os}_${arch}${os === 'windows' ? '.exe' : ''}`);

/** Builds the backend where it is older than its sources. */
export async function updateBackend(os?: string, arch?: string): Promise<void> {
  if (
    isStale(backend(os, arch), 'pkg/**/*.go', 'catalogue/*', 'go.{mod,sum}', 'Magefile.go', '{src/plugin,package}.json')
  ) {
    await run(backendBuild(os, arch), needsGo);
  }
}

/** Builds the backend for this platform, or for every platform on which Grafana runs. */
export const buildBackend = (everywhere: boolean) =>
  run(everywhere ? goTool('mage', 'buildAll') : backendBuild(), needsGo);

/** Writes the dashboards, and builds the frontend where it is older than its sources. */
export async function buildPages(): Promise<void> {
  await buildDashboards();
  if (isStale(join(root, 'dist', 'module.js'), 'src/**', 'catalogue/**', '.config/**', 'package-lock.json')) {
    await run(frontendBuild, 'The frontend could not be built.');
  }
}

/** Whether a file is missing or older than one of its sources, given as patterns from the top folder. */
export function isStale(built: string, ...sources: string[]): boolean {
  return (
    !existsSync(built) ||
    globSync(sources, { cwd: root, dot: true, nodir: true, stat: true, withFileTypes: true }).some(
      ({ mtimeMs = 0 }) => mtimeMs > statSync(built).mtimeMs
    )
  );
}
