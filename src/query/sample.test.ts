import {
  sampleOptions,
  validateOpenedWithin,
  validateOpenedWithinSetting,
  validateSampleSize,
  validateServiceLevel,
} from './sample';

test.each([
  [['open_conversations', 'avg_wait_time'], []],
  [
    ['open_conversations', '$kpi'],
    ['sampleSize', 'openedWithin', 'serviceLevelSeconds'],
  ],
  [['open_mcs'], ['sampleSize', 'openedWithin']],
  [['open_wait_time'], ['sampleSize', 'openedWithin']],
  [['closed_wait_time'], ['sampleSize']],
  [['service_level'], ['sampleSize', 'serviceLevelSeconds']],
  [
    ['service_level', 'open_response_time'],
    ['sampleSize', 'openedWithin', 'serviceLevelSeconds'],
  ],
])('%j have the options %j', (kpis, options) => {
  expect(sampleOptions(kpis)).toEqual(options);
});

test.each([
  [validateSampleSize, ['', '10', '2000', '$size'], ['9', '2001', '12.5', 'many', '-200']],
  [validateOpenedWithin, ['', '0', '1', '20160', '$opened'], ['-1', '20161', '0.5', '2h']],
  [
    validateOpenedWithinSetting,
    ['', '0', '1', '1.5', '20160', '60s', '1m', '1.5h', '336h', '14d', '2w'],
    ['0.5', '20161', '30s', '337h', '20d', '3w', '1.5d', '2 hours', '-1h', '$opened'],
  ],
  [validateServiceLevel, ['', '1', '86400', '${seconds}'], ['0', '86401', 'fast']],
] as const)('%p accepts %j and not %j', (validate, valid, invalid) => {
  expect(valid.map(validate)).toEqual(valid.map(() => undefined));
  for (const text of invalid) {
    expect(validate(text)).toContain(`"${text}" is not a valid`);
  }
});
