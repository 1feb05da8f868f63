import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { type GridPos, type Panel, type RowPanel, defaultRowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A panel and its place in its section, in cells of Grafana's grid of 24 columns. */
export interface Placed {
  panel: cog.Builder<Panel>;
  at: GridPos;
}

/** Panels that belong together, under one heading; without a title there is no heading. */
export interface Section {
  title?: string;
  panels: Placed[];
}

/** Puts a panel at column x and line y of its section. */
export function place(panel: cog.Builder<Panel>, x: number, y: number, w: number, h: number): Placed {
  return { panel, at: { x, y, w, h } };
}

/** All panels with ids from 1 and positions in the dashboard: sections from top to bottom. */
export function layOut(sections: Section[]): Array<Panel | RowPanel> {
  const laid: Array<Panel | RowPanel> = [];
  let top = 0;
  for (const { title, panels } of sections) {
    if (title) {
      laid.push({ ...defaultRowPanel(), id: laid.length + 1, title, gridPos: { x: 0, y: top, w: 24, h: 1 } });
      top += 1;
    }
    for (const { panel, at } of panels) {
      laid.push({ ...panel.build(), id: laid.length + 1, gridPos: { ...at, y: top + at.y } });
    }
    top += Math.max(...panels.map(({ at }) => at.y + at.h));
  }
  return laid;
}
