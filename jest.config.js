// Days and hours in tests must not depend on where the tests run.
process.env.TZ = 'UTC';

const grafana = require('./.config/jest.config');
const { nodeModulesToTransform } = require('./.config/jest/utils');

// React's own functions for JSX, so that a file need not import React for its JSX.
const transform = Object.fromEntries(
  Object.entries(grafana.transform).map(([files, [transformer, options]]) => [
    files,
    [transformer, { ...options, jsc: { ...options.jsc, transform: { react: { runtime: 'automatic' } } } }],
  ])
);

module.exports = {
  projects: [
    {
      ...grafana,
      displayName: 'browser',
      testMatch: ['<rootDir>/{src,preview}/**/*.test.{ts,tsx}'],
      transform,
    },
    {
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bench,catalogue,dashboards,simulator,scripts}/**/*.test.ts'],
      transform,
      // Published as an ES module only.
      transformIgnorePatterns: [nodeModulesToTransform(['get-port'])],
    },
  ],
};
