// Days and hours in tests must not depend on where the tests run.
process.env.TZ = 'UTC';

const grafana = require('./.config/jest.config');
const { nodeModulesToTransform } = require('./.config/jest/utils');

const [[transformer, options]] = Object.values(grafana.transform);
const transform = {
  // d3-color comes as .mjs, and JSX without an import of React.
  '^.+\\.m?[tj]sx?$': [
    transformer,
    { ...options, jsc: { ...options.jsc, transform: { react: { runtime: 'automatic' } } } },
  ],
};

module.exports = {
  // A busy machine is no failure.
  testTimeout: 120_000,
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
