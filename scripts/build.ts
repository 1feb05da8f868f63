import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { runToEnd } from './children';
import { goarch, goos, nodeTool, Problem, root, script } from './project';

/** An operating system and architecture, in Go's names. */
export interface Platform {
  os: string;
  arch: string;
}

/** The platform that we run on. */
export const here: Platform = { os: goos, arch: goarch };

/** Writes the dashboards and everything else that comes from the catalogue. */
export function buildDashboards(): void {
  runToEnd(script('dashboards/generate.ts'), 'The dashboards could not be written.');
}

/** Builds the backend for a platform as one static executable in `dist`, under the name that Grafana looks for. */
export function buildBackend({ os, arch }: Platform): void {
  const file = `dist/gpx_kmm_liveperson_${os}_${arch}${os === 'windows' ? '.exe' : ''}`;
  const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', file, './pkg'];
  const env = { CGO_ENABLED: '0', GOOS: os, GOARCH: arch };
  runToEnd(
    { program: 'go', args, env },
    `The backend could not be built for ${os} on ${arch}: Go 1.26 or later is needed.`
  );
}

/** Builds the frontend into `dist`. */
export function buildFrontend(): void {
  const webpack = nodeTool('webpack/bin/webpack.js', '-c', '.config/webpack/webpack.config.js', '--env', 'production');
  runToEnd(webpack, 'The frontend could not be built.');
}

function changedAt(path: string): number {
  const stats = statSync(path);
  return stats.isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
    : stats.mtimeMs;
}

/** Whether a built file is not there, or is older than something that it is made of; paths are from the top folder. */
export function isStale(built: string, sources: string[]): boolean {
  try {
    return changedAt(built) < Math.max(...sources.map((path) => changedAt(join(root, path))));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return true;
    }
    throw new Problem(`The age of ${built} could not be read: ${String(error)}`);
  }
}

/** Whether `dist/module.js` is older than something that it is made of. */
export function frontendIsStale(): boolean {
  return isStale(join(root, 'dist', 'module.js'), [
    'src',
    'catalogue',
    'docs/img',
    '.config/webpack',
    'package-lock.json',
  ]);
}
