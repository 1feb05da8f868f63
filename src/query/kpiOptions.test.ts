import { kpiOptions, readKpiOption, validateChatServiceLevel } from './kpiOptions';

test.each([
  [['chat_abandon_rate', 'csat'], []],
  [['chat_service_level'], ['chatServiceLevelSeconds']],
  [
    ['chat_service_level', 'service_level'],
    ['sampleSize', 'serviceLevelSeconds', 'chatServiceLevelSeconds'],
  ],
  [['$kpi'], ['sampleSize', 'openedWithin', 'serviceLevelSeconds', 'chatServiceLevelSeconds']],
])('%j have the options %j', (kpis, options) => {
  expect(kpiOptions(kpis)).toEqual(options);
});

test.each(['', '5', '30', '86400', '${seconds}'])('%j is a threshold of the service level of chats', (text) => {
  expect(validateChatServiceLevel(text)).toBeUndefined();
});

test.each(['0', '-5', '4', '31', '7.5', '86405', 'fast'])('%j is not', (text) => {
  expect(validateChatServiceLevel(text)).toBe(
    `"${text}" is not a valid number of seconds. Enter a multiple of 5 from 5 to 86400 (a day) or a variable.`
  );
});

test('an empty text is no option, and 0 is one', () => {
  expect(['', '0', '30', '$opened'].map(readKpiOption)).toEqual([undefined, 0, 30, '$opened']);
});
