import { fieldMatchers, standardTransformersRegistry } from '@grafana/data';
import type { Dashboard, Panel } from '@grafana/schema';

import { panelTypes, panelPlugin } from '../panels/panelTypes';
import { variableTypes } from './variables';

/** The parts of a dashboard's JSON that are supported or have no effect; any other is listed if it is set. */
const supportedParts = {
  dashboard:
    '__inputs annotations description editable fiscalYearStartMonth gnetId graphTooltip id links panels preload refresh revision schemaVersion tags templating time timepicker.hidden timepicker.quick_ranges timepicker.refresh_intervals timezone title uid version weekStart',
  link: 'asDropdown icon includeVars keepTime tags targetBlank title tooltip type url',
  variable:
    'allValue allowCustomValue auto auto_count auto_min current datasource definition description hide includeAll label multi name options query refresh regex skipUrlSync sort type',
  row: 'collapsed datasource gridPos id panels title type',
  panel:
    'datasource description fieldConfig gridPos id interval maxDataPoints options pluginVersion repeatDirection targets title transformations transparent type',
};

/** The paths of all non-empty values in settings. Lists are values. */
function settingPaths(value: unknown, at: string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return String(value ?? '') === '' ? [] : [at.join('.')];
  }
  return Object.entries(value).flatMap(([name, part]) => settingPaths(part, [...at, name]));
}

/** The paths outside of the known ones. */
function notIn(known: string[], all: string[]): string[] {
  return all.filter((path) => !known.some((name) => path === name || path.startsWith(`${name}.`)));
}

function unsupportedParts(kind: keyof typeof supportedParts, json: object): string[] {
  return notIn(supportedParts[kind].split(' '), settingPaths(json));
}

function unsupportedOptions({ type, options = {} }: Panel): string[] {
  const { options: supported = {}, onlyFalse = '' } = panelTypes[type] ?? {};
  const [part = '', name = ''] = onlyFalse.split('.');
  const isOff = !(options[part] as Record<string, unknown> | undefined)?.[name];
  return notIn([...Object.keys(supported), ...(isOff && part ? [part] : [])], settingPaths(options));
}

function unsupportedFieldSettings({ type, fieldConfig }: Panel): string[] {
  const overrides = fieldConfig?.overrides ?? [];
  const registered = panelPlugin(type).fieldConfigRegistry.list();
  const known = registered.map(({ id }) => id);
  const properties = overrides.flatMap((override) => override.properties.map(({ id }) => id));
  const matchers = overrides.map(({ matcher }) => matcher.id).filter((id) => !fieldMatchers.getIfExists(id));
  return [...notIn(known, [...settingPaths(fieldConfig?.defaults), ...properties]), ...matchers];
}

/** The unsupported parts of a panel, as texts. */
export function unsupportedInPanel(panel: Panel): string[] {
  const { type, transformations = [] } = panel;
  const unknown = transformations.map(({ id }) => id).filter((id) => !standardTransformersRegistry.getIfExists(id));
  const inside = panelTypes[type]
    ? [...unsupportedOptions(panel), ...unsupportedFieldSettings(panel)]
    : [`${type} (its values are the table)`];
  return [...new Set([...inside, ...unsupportedParts('panel', panel), ...unknown])];
}

/** The unsupported parts of a dashboard outside of its panels, as texts. `plugin` is the only supported type of data source. */
export function unsupportedInDashboard(dashboard: Dashboard, plugin: string): string[] {
  const { annotations, templating, links = [], panels = [] } = dashboard;
  const variables = templating?.list ?? [];
  const rows = panels.filter((panel) => 'collapsed' in panel);
  const foreign = variables.filter(({ type, query }) => type === 'datasource' && query !== plugin);
  const unsupportedIn = (kind: keyof typeof supportedParts, all: Array<{ name?: string; title?: string }>) =>
    all.flatMap((one) => unsupportedParts(kind, one).map((part) => `${part} of the ${kind} ${one.name ?? one.title}`));
  return [
    ...unsupportedParts('dashboard', dashboard),
    ...foreign.map(({ query }) => `values of ${String(query)}, as the preview has no data source of that type`),
    ...(annotations?.list ?? []).map(({ name }) => name),
    ...variables.filter(({ type }) => !variableTypes.includes(type)).map(({ name }) => name),
    ...unsupportedIn('variable', variables),
    ...unsupportedIn('link', links),
    ...unsupportedIn('row', rows),
  ];
}
