import { findKpi, type Kpi } from '../../catalogue';
import { isVariable } from './model';

/** All options of a sample. */
export const allSampleOptions = ['sampleSize', 'openedWithin', 'serviceLevelSeconds'] as const;

/** An option of a sample. */
export type SampleOption = (typeof allSampleOptions)[number];

/** The largest sample. The server has the same bounds. */
const sampleSizes = { min: 10, max: 2000 };

/** 14 days, in minutes. */
const maxOpenedWithin = 14 * 24 * 60;

/** Minutes, or a duration with a unit. Days and weeks are whole ones. */
const timeForm = /^(\d+|\d+\.\d+(?![dw]))([smhdw]?)$/;

const minutesOf: Record<string, number> = { s: 1 / 60, m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };

/** A day, in seconds. */
const maxServiceLevel = 24 * 60 * 60;

/** The KPIs that the values of a KPI are computed from, itself included. */
function partsOf(kpi: Kpi): Kpi[] {
  const parts = kpi.formula && 'difference' in kpi.formula ? kpi.formula.difference : [];
  return [kpi, ...parts.flatMap((id) => findKpi(id) ?? [])];
}

/** Reports whether a KPI is estimated from a sample of conversations: open ones, or those that were closed. */
function isSampledFrom({ sources = [] }: Kpi, api: 'interactions.open' | 'interactions.closed'): boolean {
  return sources.some((source) => source.api === api);
}

/** The options that have an effect on one of these KPIs, or may have on one that a variable stands for. */
export function sampleOptions(kpis: string[]): SampleOption[] {
  const isVariableKpi = kpis.some(isVariable);
  const parts = kpis.flatMap((id) => findKpi(id) ?? []).flatMap(partsOf);
  const fromOpen = isVariableKpi || parts.some((kpi) => isSampledFrom(kpi, 'interactions.open'));
  const fromClosed = parts.some((kpi) => isSampledFrom(kpi, 'interactions.closed'));
  return [
    ...(fromOpen || fromClosed ? (['sampleSize'] as const) : []),
    ...(fromOpen ? (['openedWithin'] as const) : []),
    ...(isVariableKpi || kpis.includes('service_level') ? (['serviceLevelSeconds'] as const) : []),
  ];
}

/** Reports whether a text is a whole number within bounds, a variable, or empty. */
export function isWhole(text: string, min: number, max: number): boolean {
  const number = Number(text);
  return text === '' || isVariable(text) || (Number.isInteger(number) && number >= min && number <= max);
}

/** The error of a size as a sentence, or undefined for a valid one. An empty text is the data source's setting. */
export function validateSampleSize(text: string): string | undefined {
  const { min, max } = sampleSizes;
  return isWhole(text, min, max)
    ? undefined
    : `"${text}" is not a valid sample size. Enter a whole number from ${min} to ${max} or a variable.`;
}

/** The same for minutes. */
export function validateOpenedWithin(text: string): string | undefined {
  return isWhole(text, 0, maxOpenedWithin)
    ? undefined
    : `"${text}" is not a valid number of minutes. Enter a whole number from 1 to ${maxOpenedWithin} (14 days), 0 for any time, or a variable.`;
}

/** The same for the data source's setting, which is minutes or a duration such as 2h. */
export function validateOpenedWithinSetting(text: string): string | undefined {
  const [, number, unit = ''] = timeForm.exec(text) ?? [];
  const minutes = Number(number) * (minutesOf[unit] ?? 1);
  return text === '' || text === '0' || (minutes >= 1 && minutes <= maxOpenedWithin)
    ? undefined
    : `"${text}" is not a valid time. Enter minutes, or a duration such as 2h, from 1m to 14d.`;
}

/** The same for the threshold of the service level. */
export function validateServiceLevel(text: string): string | undefined {
  return isWhole(text, 1, maxServiceLevel)
    ? undefined
    : `"${text}" is not a valid number of seconds. Enter a whole number from 1 to ${maxServiceLevel} (a day) or a variable.`;
}
