// Days and hours in tests must not depend on where the tests run.
process.env.TZ = 'UTC';

const transform = {
  '^.+\\.m?[tj]sx?$': [
    '@swc/jest',
    {
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
    },
  ],
};

// Packages that @grafana/* depend on and that are published as ES modules only.
const esModules = [
  '@grafana/schema',
  '@wojtekmaj/date-utils',
  'd3',
  'd3-color',
  'd3-force',
  'd3-interpolate',
  'd3-scale-chromatic',
  'get-user-locale',
  'marked',
  'memoize',
  'mimic-function',
  'ol',
  'react-calendar',
  'react-colorful',
  'rxjs',
  'uuid',
];

module.exports = {
  projects: [
    {
      displayName: 'browser',
      testEnvironment: 'jest-environment-jsdom',
      testMatch: ['<rootDir>/{src,preview}/**/*.test.{ts,tsx}'],
      setupFilesAfterEnv: ['<rootDir>/.config/jest/setup.js'],
      moduleNameMapper: {
        '\\.(css|scss|sass)$': 'identity-obj-proxy',
        'react-inlinesvg': '<rootDir>/.config/jest/mocks/react-inlinesvg.jsx',
      },
      transform,
      transformIgnorePatterns: [`node_modules/(?!.*(${esModules.join('|')})/.*)`],
    },
    {
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bench,catalogue,dashboards,simulator,scripts}/**/*.test.ts'],
      transform,
    },
  ],
};
