/** The plugin, or the simplest correct one. */
export type Client = 'baseline' | 'plugin';

/** What is measured: a contact centre, and viewers who open all dashboards and refresh them. */
export interface Scenario {
  agents: number;
  skills: number;
  /** Milliseconds that LivePerson takes longer for every response. */
  delay: number;
  viewers: number;
  /** One dashboard with so many panels; 0: all dashboards as they are. */
  panels: number;
  /** Days of the dashboards' time range. */
  days: number;
  clients: Client[];
  /** Refreshes after the first one, whose medians count. */
  warm: number;
}

const clients: Client[] = ['baseline', 'plugin'];

export const usual: Scenario = { agents: 60, skills: 12, delay: 0, viewers: 1, panels: 0, days: 1, clients, warm: 3 };
const once: Scenario = { ...usual, warm: 1 };
const slow: Scenario = { ...once, delay: 150, viewers: 10 };
const large: Scenario = { ...once, agents: 1000, skills: 1000 };

export const quickScenarios: Scenario[] = [slow];

/** In an order that starts each contact centre once. More viewers of a large one would keep the baseline for an hour. */
export const scenarios: Scenario[] = [
  ...[usual, { ...once, viewers: 10 }, { ...once, viewers: 50 }],
  ...[{ ...usual, delay: 150 }, slow, { ...slow, viewers: 50 }],
  ...[10, 160].map((panels) => ({ ...once, panels, warm: 3 })),
  { ...once, days: 13 },
  { ...once, agents: 1000 },
  { ...once, skills: 1000 },
  ...[large, { ...large, delay: 150 }, { ...large, delay: 150, viewers: 50, clients: ['plugin' as const] }],
];
