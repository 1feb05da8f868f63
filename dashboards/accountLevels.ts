import { type DynamicConfigValue, FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { findKpi } from '../catalogue';
import type { KmmTarget, Question } from './query';
import { missing } from './thresholds';

/** What a panel says of levels that are for more than a filter may leave. */
export const sentence = 'Colours of counts go by levels for the whole account, also where filters leave a part of it.';

// Counts have levels of their own for the account: it has more of everything than its parts. Times and shares do not.
const hasAccountLevels = (id: string) => findKpi(id)?.thresholds?.account !== undefined;

const isOfAccount = ({ rows, kpis }: Pick<Question, 'rows' | 'kpis'>) =>
  rows === 'account' && kpis.some(hasAccountLevels);

/** A panel's description; where its colours are by levels that do not fit a part of the account, it says so. */
export function withAccountLevels(description: string, question: Pick<Question, 'rows' | 'kpis'>): string {
  return isOfAccount(question) ? `${description}\n\n${sentence}` : description;
}

const neutral: Record<string, unknown> = {
  thresholds: { mode: 'absolute', steps: [{ value: null, color: 'text' }] },
  color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
  mappings: [missing()],
};

function inNeutral(property: DynamicConfigValue): DynamicConfigValue {
  return property.id in neutral ? { ...property, value: neutral[property.id] } : property;
}

/** The same panel for a part of the account: counts whose levels are for the whole account have no colour. */
export function withoutAccountLevels(panel: Panel): Panel {
  const [target] = (panel.targets ?? []) as KmmTarget[];
  const { fieldConfig } = panel;
  if (!target || !fieldConfig || !isOfAccount(target)) {
    return panel;
  }
  const overrides = fieldConfig.overrides.map((override) =>
    hasAccountLevels(String(override.matcher.options))
      ? { ...override, properties: override.properties.map(inNeutral) }
      : override
  );
  const alone = overrides.length === 0;
  return {
    ...panel,
    description: panel.description?.replace(`\n\n${sentence}`, ''),
    fieldConfig: { defaults: alone ? { ...fieldConfig.defaults, ...neutral } : fieldConfig.defaults, overrides },
    ...(alone && { options: { ...(panel.options as object), colorMode: 'value' } }),
  };
}
