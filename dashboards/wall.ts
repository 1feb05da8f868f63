import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { alertList } from './panels/alertList';
import { topRowsOnWall } from './panels/bars';
import type { KpiField, QueryOptions } from './panels/kpiOptions';
import { currentDashboardUrl, wallStat } from './panels/stat';
import { textLines } from './panels/text';
import { humansOnly, lastHours, worstSkill } from './query';

const lastHour = { window: lastHours(1) };
const lastDay = { window: lastHours(24) };

const tiles: Array<KpiField & { options?: QueryOptions }> = [
  { id: 'unassigned_conversations', name: 'Unassigned', options: worstSkill },
  { id: 'queue_wait_time_90th_percentile', name: 'Queue wait, 90th percentile' },
  { id: 'avg_wait_time_first_response', name: 'First response, last hour', options: lastHour },
  { id: 'overdue_conversations_total', name: 'Overdue', options: worstSkill },
  { id: 'open_conversations', name: 'Open', options: worstSkill },
  { id: 'human_agent_load', name: 'Load' },
  { id: 'online_agents', name: 'Agents online', options: humansOnly },
  { id: 'available_slots', name: 'Available slots', options: humansOnly },
  { id: 'avg_wait_time', name: 'Response, last hour', options: lastHour },
  { id: 'closed_conversations', name: 'Closed, last 24 hours', options: lastDay },
  { id: 'csat', name: 'CSAT, last 24 hours', options: lastDay },
  { id: 'away_agents', name: 'Agents away', options: humansOnly },
];

const columns = 3;
const lineTops = [0, 7, 13, 19, 25];

const tilesInGrid = tiles.map(({ options, ...tile }, index) => {
  const line = Math.floor(index / columns);
  const [top = 0, bottom = 0] = lineTops.slice(line);
  return place(wallStat(tile, options), (index % columns) * 6, top, 6, bottom - top);
});

// The variables are hidden, so that their values are shown here. Each has its own line, because many names are cut at its
// end; the link is for viewers outside kiosk mode.
const filters = ['Skill: ${skill:text}', `Group: \${group:text} · [Dashboards](${currentDashboardUrl})`];

const screen: Section = {
  panels: [
    ...tilesInGrid,
    place(textLines(filters), 18, 0, 6, 2),
    place(topRowsOnWall('Unassigned by skill', 'unassigned_conversations', 4), 18, 2, 6, 9),
    place(topRowsOnWall('First response, last hour', 'avg_wait_time_first_response', 3, lastHour), 18, 11, 6, 7),
    place(alertList('Alerts'), 18, 18, 6, 7),
  ],
};

/** A wall screen of 1920 × 1080 in kiosk mode: twelve numbers and the longest queues. */
export const wall = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-wall',
    title: 'LivePerson: NOC wall',
    description: 'Queue, response times, team and CSAT in large numbers, for a wall screen.',
    sections: [screen],
    isWall: true,
  });
