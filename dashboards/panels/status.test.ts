import type { RegexMap, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import { dataStatus } from './status';

const isPattern = (mapping: ValueMapping): mapping is RegexMap => mapping.type === 'regex';

/** A pattern as Grafana reads it: without slashes it is that of the whole text. */
const toRegExp = (pattern: string) => new RegExp(/^\/(.*)\/$/.exec(pattern)?.[1] ?? `^${pattern}$`);

/** The colour of a status in Grafana: that of the first pattern that fits it. */
function colourOf(status: string): string | undefined {
  return mappingOf(status)?.result.color;
}

/** The first pattern that fits a status. */
function mappingOf(status: string): RegexMap['options'] | undefined {
  const { mappings = [] } = dataStatus('data_status', false).build().fieldConfig?.defaults ?? {};
  const fits = ({ options }: RegexMap) => toRegExp(options.pattern).test(status);
  return mappings.filter(isPattern).find(fits)?.options;
}

it.each([
  ['Live, as of 10:24:30', 'transparent'],
  ['Data 45 s old: LivePerson does not respond', 'dark-orange'],
  ['Data 1 min old: LivePerson is failing', 'dark-orange'],
  ['Data 1 min 59 s old: LivePerson is failing', 'dark-orange'],
  ['Data 2 min old: LivePerson does not respond', 'dark-red'],
  ['Data 12 min 30 s old: LivePerson is failing', 'dark-red'],
  ['Data 1 h 5 min old: LivePerson is failing', 'dark-red'],
  ['No data: LivePerson does not respond.', 'dark-red'],
  [
    "No data: This account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API (404). If it has, ask for it.",
    'dark-blue',
  ],
  ["LivePerson's Operational Realtime API can't filter these KPIs by agent group. Remove the filter.", 'dark-blue'],
  ['The time range ends at 2026-11-25 12:10. Current values are as of 10:24:30 UTC', 'dark-blue'],
  ['No skill is selected in $skill. Select one, or All, in the dashboard.', 'dark-blue'],
])('shows "%s" on %s', (status, colour) => {
  expect(colourOf(status)).toBe(colour);
});

it('shows of an account without chat the first sentence, which fits on a laptop', () => {
  const sentence =
    "This account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API (404).";
  const status = `No data: ${sentence} If it has chat, ask your LivePerson administrator to grant access.`;
  const { pattern = '', result } = mappingOf(status) ?? {};
  expect(status.replace(toRegExp(pattern), result?.text ?? '')).toBe(sentence);
});
