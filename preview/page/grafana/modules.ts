import * as emotion from '@emotion/css';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import * as react from 'react';
import * as jsx from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as rxjs from 'rxjs';

/** What Grafana gives to plugins at run time, by the name under which a plugin asks for it. */
const shared: Record<string, unknown> = {
  '@emotion/css': emotion,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
  react,
  'react/jsx-runtime': jsx,
  'react-dom': reactDom,
  rxjs,
};

function provide(name: string, uri: string): unknown {
  if (name === 'module') {
    return { uri };
  }
  if (!(name in shared)) {
    throw new Error(`The plugin asks Grafana for "${name}", which the preview does not have: add it to modules.ts.`);
  }
  return shared[name];
}

type Define = (names: string[], factory: (...modules: unknown[]) => unknown) => void;

/** Loads the plugin's built frontend, an AMD module, as Grafana does. */
export function loadModule<T>(uri: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const define: Define = (names, factory) => {
      try {
        resolve(factory(...names.map((name) => provide(name, uri))) as T);
      } catch (error) {
        reject(error);
      }
    };
    Object.assign(window, { define: Object.assign(define, { amd: {} }) });
    const script = document.createElement('script');
    script.src = uri;
    script.onerror = () => reject(new Error(`${uri} could not be loaded: build the frontend.`));
    document.head.append(script);
  });
}
