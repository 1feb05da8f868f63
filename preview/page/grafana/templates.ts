import type { ScopedVars, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { type SceneObject, sceneGraph } from '@grafana/scenes';

type Format = Parameters<TemplateSrv['replace']>[2];

let currentScene: SceneObject | undefined;

/** Sets the scene of the current dashboard, whose variables are used by default. */
export function setCurrentScene(scene: SceneObject): void {
  currentScene = scene;
}

/** Replaces variables in a text: those of the scene object in `scopedVars`, else those of the current dashboard. */
export function replace(text = '', scopedVars?: ScopedVars, format?: Format): string {
  const place = scopedVars?.__sceneObject?.value as { valueOf: () => SceneObject } | undefined;
  const scene = place?.valueOf() ?? currentScene;
  return scene ? sceneGraph.interpolate(scene, text, scopedVars, format as string | undefined) : text;
}

function variables(): TypedVariableModel[] {
  const all = currentScene ? sceneGraph.getVariables(currentScene).state.variables : [];
  return all.map(({ state }) => ({ name: state.name, label: state.label, type: state.type }) as TypedVariableModel);
}

/** The used methods of Grafana's TemplateSrv, for the current dashboard. */
export const templateSrv = { getVariables: variables, replace } as TemplateSrv;
