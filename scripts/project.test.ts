import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import plugin from '../src/plugin.json';
import { root } from './project';

it("starts the development container's Grafana and debugger once the plugin's executable is there", () => {
  const config = readFileSync(join(root, '.config', 'supervisord', 'supervisord.conf'), 'utf8');
  expect([...config.matchAll(/\bgpx_\w+/g)].map(([name]) => name)).toEqual([plugin.executable, plugin.executable]);
});
