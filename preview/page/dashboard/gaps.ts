import { fieldMatchers, standardTransformersRegistry } from '@grafana/data';
import type { Dashboard, Panel, VariableModel } from '@grafana/schema';
import { get } from 'lodash';

import { drawings, panelPlugin } from '../panels/drawings';
import { variableTypes } from './variables';

/** The parts of a panel's JSON that are drawn, or that have nothing to draw; any other is named where it is set. */
const panelParts = [
  'datasource',
  'description',
  'fieldConfig',
  'gridPos',
  'id',
  'interval',
  'maxDataPoints',
  'options',
  'pluginVersion',
  'repeatDirection',
  'targets',
  'title',
  'transformations',
  'transparent',
  'type',
];

/** The paths of all plain values in settings, lists counting as values. */
function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value === undefined || value === null ? [] : [at];
  }
  return Object.entries(value).flatMap(([name, part]) => paths(part, at ? `${at}.${name}` : name));
}

const isPart = (path: string, known: string[]) => known.some((name) => path === name || path.startsWith(`${name}.`));

function optionGaps({ type, options }: Panel): string[] {
  const drawing = drawings[type];
  if (!drawing) {
    return [`a panel of the type ${type} (its values are shown as a table)`];
  }
  const only = Object.entries(drawing.only ?? {});
  const unknown = paths(options).filter((path) => !isPart(path, Object.keys(drawing.options)));
  const limited = only.filter(([path, value]) => get(options, path, value) !== value).map(([path]) => path);
  return [...unknown, ...limited].map((path) => `option ${path}`);
}

function fieldGaps({ type, fieldConfig }: Panel): string[] {
  const known = panelPlugin(type)
    .fieldConfigRegistry.list()
    .map(({ id }) => id);
  const defaults = paths(fieldConfig?.defaults ?? {}).filter((path) => !isPart(path, [...known, 'description']));
  const overrides = fieldConfig?.overrides ?? [];
  const matchers = overrides.map(({ matcher }) => matcher.id).filter((id) => !fieldMatchers.getIfExists(id));
  const properties = overrides.flatMap((one) => one.properties.map(({ id }) => id)).filter((id) => !known.includes(id));
  return [...defaults, ...properties].map((path) => `field setting ${path}`).concat(matchers.map((id) => `matcher ${id}`));
}

/** What of a panel the preview does not draw, in words. */
export function undrawnIn(panel: Panel): string[] {
  const parts = Object.entries(panel).filter(([name, value]) => !panelParts.includes(name) && paths(value).length > 0);
  const transformations = panel.transformations ?? [];
  const unknown = transformations.filter(({ id }) => !standardTransformersRegistry.getIfExists(id));
  return [
    ...optionGaps(panel),
    ...(drawings[panel.type] ? fieldGaps(panel) : []),
    ...parts.map(([name]) => name),
    ...unknown.map(({ id }) => `transformation ${id}`),
  ].filter((name, index, all) => all.indexOf(name) === index);
}

/** What of a whole dashboard the preview does not draw, in words. */
export function undrawnAround({ annotations, templating }: Dashboard): string[] {
  const known = ({ type }: VariableModel) => variableTypes.includes(type);
  const variables = templating?.list?.filter((variable) => !known(variable)) ?? [];
  return [
    ...(annotations?.list ?? []).map(({ name }) => `annotations ${name}`),
    ...variables.map(({ name, type }) => `variable ${name} of the type ${type}`),
  ];
}
