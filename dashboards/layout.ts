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
  /** Shows the heading alone, until somebody opens it; nothing is asked before. */
  collapsed?: boolean;
  panels: Placed[];
}

/** Puts a panel at column x and line y of its section. */
export function place(panel: cog.Builder<Panel>, x: number, y: number, w: number, h: number): Placed {
  return { panel, at: { x, y, w, h } };
}

/** Puts panels of these widths beside each other at line y of their section. */
export function inLine(panels: Array<cog.Builder<Panel>>, widths: number[], y: number, h: number): Placed[] {
  return panels.map((panel, index) => {
    const x = widths.slice(0, index).reduce((sum, width) => sum + width, 0);
    return place(panel, x, y, widths[index] ?? 0, h);
  });
}

function headingOf({ title = '', collapsed = false }: Section, top: number): RowPanel {
  return { ...defaultRowPanel(), title, collapsed, gridPos: { x: 0, y: top, w: 24, h: 1 } };
}

/** All panels with ids from 1 and positions in the dashboard: sections from top to bottom. */
export function layOut(sections: Section[]): Array<Panel | RowPanel> {
  const laid: Array<Panel | RowPanel> = [];
  let lastId = 0;
  let top = 0;
  for (const section of sections) {
    const heading = section.title ? { ...headingOf(section, top), id: ++lastId } : undefined;
    top += heading ? 1 : 0;
    const panels = section.panels.map(({ panel, at }) => ({
      ...panel.build(),
      id: ++lastId,
      gridPos: { ...at, y: top + at.y },
    }));
    if (section.collapsed && heading) {
      // Grafana keeps the panels of a closed row inside it; they take no place in the grid.
      laid.push({ ...heading, panels });
    } else {
      laid.push(...(heading ? [heading] : []), ...panels);
      top += Math.max(...section.panels.map(({ at }) => at.y + at.h));
    }
  }
  return laid;
}
