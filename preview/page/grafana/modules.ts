import * as emotion from '@emotion/css';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import lodash from 'lodash';
import * as react from 'react';
import * as jsx from 'react/jsx-runtime';
import * as rxjs from 'rxjs';

/** The modules that Grafana provides to plugins at run time, by name. */
const shared: Record<string, unknown> = {
  '@emotion/css': emotion,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
  lodash,
  react,
  'react/jsx-runtime': jsx,
  rxjs,
};

/** Loads the plugin's built frontend, an AMD module, as Grafana does. */
export function loadModule<T>(uri: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const provide = (name: string) =>
      shared[name] ?? (name === 'module' ? { uri } : reject(new Error(`${name} is not there`)));
    const define = (names: string[], factory: (...modules: unknown[]) => T) => resolve(factory(...names.map(provide)));
    const script = document.createElement('script');
    Object.assign(window, { define });
    Object.assign(script, { src: uri, onerror: () => reject(new Error(`${uri} is not there: build the frontend.`)) });
    document.head.append(script);
  });
}
