import type { Mode } from '.';
import file from './original.json';

/**
 * How near a KPI comes to a row of LivePerson's dashboard: `same` has the same definition, `close` differs as said, and
 * `sample` is estimated from a sample of conversations, as LivePerson's dashboard does, too.
 */
export type Fit = 'same' | 'close' | 'sample';

/** A row of LivePerson's real-time dashboard, and the KPIs that show it, the nearest one first. */
export interface OriginalRow {
  /** Its name there. */
  name: string;
  /** Ids of KPIs. */
  kpis: string[];
  fit: Fit;
  /** What is different here, in sentences. */
  difference?: string;
}

/** A section of LivePerson's real-time dashboard. */
export interface OriginalSection {
  title: string;
  /** The mode of the dashboard that has it; absent means messaging. */
  mode?: Mode;
  rows: OriginalRow[];
}

/** All rows of LivePerson's "Real-time messaging dashboard" (its manual), section by section. */
export const originalSections = file.sections as OriginalSection[];
