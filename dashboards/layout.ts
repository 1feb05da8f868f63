import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { type GridPos, type Panel, type RowPanel, defaultRowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A panel and its position in its section, in cells of Grafana's grid of 24 columns. */
export interface PlacedPanel {
  panel: cog.Builder<Panel>;
  position: GridPos;
}

/** A group of panels under a row heading; without a title there is no heading. */
export interface Section {
  title?: string;
  /** The row is collapsed; its panels are not queried before it is expanded. */
  collapsed?: boolean;
  panels: PlacedPanel[];
}

/** Places a panel at column x and row y of its section. */
export function place(panel: cog.Builder<Panel>, x: number, y: number, w: number, h: number): PlacedPanel {
  return { panel, position: { x, y, w, h } };
}

/** The height of a table with 30 rows per page. */
export const pageHeight = 32;

/** The height of a table beside the main one, with 15 rows per page: at full height, an account with few rows would leave it half empty. */
export const halfPageHeight = 18;

/** A section of one panel as wide as the dashboard. */
export const fullWidth = (heading: Omit<Section, 'panels'>, panel: cog.Builder<Panel>, height: number): Section => ({
  ...heading,
  panels: [place(panel, 0, 0, 24, height)],
});

/** Places panels of these widths side by side at row y of their section. */
export function placeInLine(panels: Array<cog.Builder<Panel>>, widths: number[], y: number, h: number): PlacedPanel[] {
  return panels.map((panel, index) => {
    const x = widths.slice(0, index).reduce((sum, width) => sum + width, 0);
    return place(panel, x, y, widths[index] ?? 0, h);
  });
}

function rowPanel({ title = '', collapsed = false }: Section, top: number): RowPanel {
  return { ...defaultRowPanel(), title, collapsed, gridPos: { x: 0, y: top, w: 24, h: 1 } };
}

/** Assigns ids from 1 and absolute positions to all panels: sections from top to bottom. */
export function layOut(sections: Section[]): Array<Panel | RowPanel> {
  const result: Array<Panel | RowPanel> = [];
  let lastId = 0;
  let top = 0;
  for (const section of sections) {
    const heading = section.title ? { ...rowPanel(section, top), id: ++lastId } : undefined;
    top += heading ? 1 : 0;
    const panels = section.panels.map(({ panel, position }) => ({
      ...panel.build(),
      id: ++lastId,
      gridPos: { ...position, y: top + position.y },
    }));
    if (section.collapsed && heading) {
      // Grafana keeps the panels of a collapsed row inside it, without space in the grid.
      result.push({ ...heading, panels });
    } else {
      result.push(...(heading ? [heading] : []), ...panels);
      top += Math.max(...section.panels.map(({ position }) => position.y + position.h));
    }
  }
  return result;
}
