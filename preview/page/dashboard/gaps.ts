import { fieldMatchers, standardTransformersRegistry } from '@grafana/data';
import type { Dashboard, Panel } from '@grafana/schema';

import { drawings, panelPlugin } from '../panels/drawings';
import { variableTypes } from './variables';

/** The parts of a panel's JSON that are drawn, or that have nothing to draw; any other is named where it is set. */
const panelParts =
  'datasource description fieldConfig gridPos id interval maxDataPoints options pluginVersion repeatDirection targets title transformations transparent type';

/** The paths of all plain values in settings, lists counting as values. */
function paths(value: unknown, at: string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value === undefined || value === null ? [] : [at.join('.')];
  }
  return Object.entries(value).flatMap(([name, part]) => paths(part, [...at, name]));
}

/** Those of the paths that lie in none of the known ones. */
function beyond(known: string[], all: string[]): string[] {
  return all.filter((path) => !known.some((name) => path === name || path.startsWith(`${name}.`)));
}

function optionGaps({ type, options = {} }: Panel): string[] {
  const { options: drawn = {}, off = '' } = drawings[type] ?? {};
  const [part = '', name = ''] = off.split('.');
  const isOff = !(options[part] as Record<string, unknown> | undefined)?.[name];
  return beyond([...Object.keys(drawn), ...(isOff && part ? [part] : [])], paths(options));
}

function fieldGaps({ type, fieldConfig }: Panel): string[] {
  const overrides = fieldConfig?.overrides ?? [];
  const registered = panelPlugin(type).fieldConfigRegistry.list();
  const known = registered.map(({ id }) => id);
  const properties = overrides.flatMap((override) => override.properties.map(({ id }) => id));
  const matchers = overrides.map(({ matcher }) => matcher.id).filter((id) => !fieldMatchers.getIfExists(id));
  return [...beyond(known, [...paths(fieldConfig?.defaults), ...properties]), ...matchers];
}

/** What of a panel the preview does not draw, in words. */
export function undrawnIn(panel: Panel): string[] {
  const { type, transformations = [] } = panel;
  const parts = beyond(panelParts.split(' '), paths(panel));
  const unknown = transformations.map(({ id }) => id).filter((id) => !standardTransformersRegistry.getIfExists(id));
  const inside = drawings[type] ? [...optionGaps(panel), ...fieldGaps(panel)] : [`${type} (its values are the table)`];
  return [...new Set([...inside, ...parts, ...unknown])];
}

/** What of a whole dashboard the preview does not draw, in words. */
export function undrawnAround({ annotations, templating }: Dashboard): string[] {
  const variables = templating?.list?.filter(({ type }) => !variableTypes.includes(type)) ?? [];
  return [...(annotations?.list ?? []), ...variables].map(({ name }) => name);
}
