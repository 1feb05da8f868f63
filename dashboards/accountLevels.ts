import { type DynamicConfigValue, FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { findKpi } from '../catalogue';
import type { KmmTarget, PanelQuery } from './query';
import { missingValue } from './thresholds';

/** The note in descriptions of panels whose levels are for the whole account. */
export const accountLevelsNote =
  'Colours of counts go by levels for the whole account, also where filters leave a part of it.';

// Only counts have levels for the account itself, because the account is larger than its parts. Times and shares have the same levels everywhere.
const hasAccountLevels = (id: string) => findKpi(id)?.thresholds?.account !== undefined;

const usesAccountLevels = ({ rows, kpis }: Pick<PanelQuery, 'rows' | 'kpis'>) =>
  rows === 'account' && kpis.some(hasAccountLevels);

/** A panel's description, with a note if its levels do not fit a part of the account. */
export function describeAccountLevels(description: string, query: Pick<PanelQuery, 'rows' | 'kpis'>): string {
  return usesAccountLevels(query) ? `${description}\n\n${accountLevelsNote}` : description;
}

const neutralColours: Record<string, unknown> = {
  thresholds: { mode: 'absolute', steps: [{ value: null, color: 'text' }] },
  color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
  mappings: [missingValue()],
};

function toNeutral(property: DynamicConfigValue): DynamicConfigValue {
  return property.id in neutralColours ? { ...property, value: neutralColours[property.id] } : property;
}

/** The panel for a part of the account: counts with levels for the whole account get a neutral colour. */
export function withoutAccountLevels(panel: Panel): Panel {
  const [target] = (panel.targets ?? []) as KmmTarget[];
  const { fieldConfig } = panel;
  if (!target || !fieldConfig || !usesAccountLevels(target)) {
    return panel;
  }
  const overrides = fieldConfig.overrides.map((override) =>
    hasAccountLevels(String(override.matcher.options))
      ? { ...override, properties: override.properties.map(toNeutral) }
      : override
  );
  const isSingleKpi = overrides.length === 0;
  return {
    ...panel,
    description: panel.description?.replace(`\n\n${accountLevelsNote}`, ''),
    fieldConfig: {
      defaults: isSingleKpi ? { ...fieldConfig.defaults, ...neutralColours } : fieldConfig.defaults,
      overrides,
    },
    ...(isSingleKpi && { options: { ...(panel.options as object), colorMode: 'value' } }),
  };
}
