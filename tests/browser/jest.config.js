// The tests in a real browser, apart from the others: they need what was built, and a Chromium.
const { projects } = require('../../jest.config');

module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/browser/*.test.ts'],
  testEnvironment: 'node',
  transform: projects[1].transform,
  globalSetup: '<rootDir>/tests/browser/setup.ts',
  globalTeardown: '<rootDir>/tests/browser/teardown.ts',
  // Each holds a browser, and beside them the simulator and the plugin want to work.
  maxWorkers: 2,
  testTimeout: 60_000,
};
