import type { ScopedVars, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { type SceneObject, sceneGraph } from '@grafana/scenes';

type Format = Parameters<TemplateSrv['replace']>[2];

let currentScene: SceneObject | undefined;

/** Says which dashboard is shown, whose variables are meant where a text names one. */
export function setCurrentScene(scene: SceneObject): void {
  currentScene = scene;
}

/** A text with the values of variables: those of the place in `scopedVars`, else those of the dashboard. */
export function replace(text = '', scopedVars?: ScopedVars, format?: Format): string {
  const place = scopedVars?.__sceneObject?.value as { valueOf: () => SceneObject } | undefined;
  const scene = place?.valueOf() ?? currentScene;
  return scene ? sceneGraph.interpolate(scene, text, scopedVars, format as string | undefined) : text;
}

function variables(): TypedVariableModel[] {
  const all = currentScene ? sceneGraph.getVariables(currentScene).state.variables : [];
  return all.map(({ state }) => ({ name: state.name, label: state.label, type: state.type }) as TypedVariableModel);
}

/** What is used of Grafana's service for variables, over the dashboard that is shown. */
export const templateSrv = { getVariables: variables, replace } as TemplateSrv;
