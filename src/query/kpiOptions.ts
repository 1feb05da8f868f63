import { isVariable, type KmmQuery, type Variable } from './model';
import { allSampleOptions, isWhole, sampleOptions } from './sample';

/** All options of a query that only some KPIs have. */
export const allKpiOptions = [...allSampleOptions, 'chatServiceLevelSeconds'] as const;

/** An option of a query that only some KPIs have. */
export type KpiOption = (typeof allKpiOptions)[number];

/** The value of a variable that leaves an option to the data source's settings. */
export const settingsDefault = 'default';

/** LivePerson counts chats by their time to answer in steps of 5 seconds, up to a day. The server has the same bounds. */
const chatServiceLevels = { step: 5, min: 5, max: 24 * 60 * 60 };

/** The options that have an effect on one of these KPIs, or may have on one that a variable stands for. */
export function kpiOptions(kpis: string[]): KpiOption[] {
  const hasChatLevel = kpis.some((id) => id === 'chat_service_level' || isVariable(id));
  return [...sampleOptions(kpis), ...(hasChatLevel ? (['chatServiceLevelSeconds'] as const) : [])];
}

/**
 * The error of a threshold of the service level of chats as a sentence, or undefined for a valid one. An empty text is the
 * data source's setting.
 */
export function validateChatServiceLevel(text: string): string | undefined {
  const { step, min, max } = chatServiceLevels;
  return isWhole(text, min, max) && (isVariable(text) || Number(text) % step === 0)
    ? undefined
    : `"${text}" is not a valid number of seconds. Enter a multiple of ${step} from ${min} to ${max} (a day) or a variable.`;
}

/** The option as it is saved: a number or a variable, undefined for an empty text. */
export function readKpiOption(text: string): number | Variable | undefined {
  if (text === '') {
    return undefined;
  }
  return isVariable(text) ? text : Number(text);
}

const texts: Record<KpiOption, (value: number | Variable) => string> = {
  sampleSize: (value) => `samples of ${value}`,
  openedWithin: (value) => (value === 0 ? 'opened at any time' : `opened in the last ${value} minutes`),
  serviceLevelSeconds: (value) => `service level within ${value} seconds`,
  chatServiceLevelSeconds: (value) => `chat service level within ${value} seconds`,
};

/** The options of a query that have an effect, in words. */
export function summarizeKpiOptions(query: KmmQuery): string[] {
  return kpiOptions(query.kpis).flatMap((option) => {
    const value = query[option];
    return value === undefined ? [] : [texts[option](value)];
  });
}
