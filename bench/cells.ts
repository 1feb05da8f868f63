/** How big the contact centre is. */
export interface Size {
  agents: number;
  skills: number;
}

/** One client: the plugin itself, or the one that asks panel by panel. */
export type Client = 'ours' | 'panelwise';
export const clients: Client[] = ['panelwise', 'ours'];

/** What one measurement is about. */
export interface Cell {
  size: Size;
  /** Milliseconds that LivePerson takes longer for every answer. */
  delay: number;
  viewers: number;
  clients: Client[];
  /** How often it is measured; the median counts. */
  runs: number;
  /** Refreshes after the first one, so that there is enough to count. */
  warm: number;
  /** So many panels of a single dashboard; absent: all panels of all dashboards. */
  panels?: number;
  /** Days of the dashboards' time range. */
  days: number;
}

export const small: Size = { agents: 60, skills: 12 };
export const large: Size = { agents: 1000, skills: 1000 };
export const delays = [0, 150];
export const viewerCounts = [1, 10, 50];
export const panelCounts = [10, 160];
export const dayCounts = [7, 13];

const usual: Cell = { size: small, delay: 0, viewers: 1, clients, runs: 3, warm: 3, days: 1 };

/** Viewers by delay, in a contact centre of the usual size. */
function byViewers(): Cell[] {
  return delays.flatMap((delay) =>
    viewerCounts.map((viewers) => ({
      ...usual,
      delay,
      viewers,
      runs: viewers > 1 ? 1 : 3,
      warm: viewers > 1 ? 1 : 3,
    }))
  );
}

/**
 * Bigger contact centres. Panel by panel, many viewers of one would keep the simulator busy for an hour, so that client
 * has a single viewer there.
 */
function bySize(): Cell[] {
  const once = { ...usual, runs: 1, warm: 1 };
  return [
    { ...once, size: { agents: 1000, skills: 12 } },
    { ...once, size: { agents: 60, skills: 1000 } },
    { ...once, size: large },
    { ...once, size: large, delay: 150 },
    { ...once, size: large, delay: 150, viewers: 50, clients: ['ours'] },
  ];
}

function byPanels(): Cell[] {
  return panelCounts.map((panels) => ({ ...usual, panels, runs: 1 }));
}

function byDays(): Cell[] {
  return dayCounts.map((days) => ({ ...usual, days, runs: 1, warm: 1 }));
}

/** All that is measured, in an order that starts each contact centre once. */
export function cells(quick: boolean): Cell[] {
  const few = byViewers().filter(({ delay, viewers }) => delay > 0 && viewers === 10);
  return quick ? few.map((cell) => ({ ...cell, runs: 1 })) : [...byViewers(), ...byPanels(), ...byDays(), ...bySize()];
}
