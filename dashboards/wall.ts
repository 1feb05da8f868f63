import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { topRowsOnWall } from './panels/bars';
import { heading } from './panels/text';
import { wallStat, currentDashboardUrl } from './panels/stat';

const tiles = [
  { id: 'unassigned_conversations', name: 'Unassigned' },
  { id: 'queue_wait_time_90th_percentile', name: 'Queue wait' },
  { id: 'avg_wait_time_first_response', name: 'First response' },
  { id: 'overdue_conversations_total', name: 'Overdue' },
  { id: 'open_conversations', name: 'Open' },
  { id: 'human_agent_load', name: 'Load' },
  { id: 'online_agents', name: 'Online' },
  { id: 'available_slots', name: 'Free slots' },
  { id: 'avg_wait_time', name: 'Response' },
  { id: 'closed_conversations', name: 'Closed' },
  { id: 'csat', name: 'CSAT' },
  { id: 'away_agents', name: 'Away' },
];

const columns = 3;
const lines = [0, 7, 14, 21, 27];

const tilesInGrid = tiles.map((tile, index) => {
  const line = Math.floor(index / columns);
  const [top = 0, bottom = 0] = lines.slice(line);
  return place(wallStat(tile), (index % columns) * 6, top, 6, bottom - top);
});

// The variables are hidden, so that their values are shown here. Each has its own line, because many names are cut at its
// end; the link is for viewers outside kiosk mode.
const skillFilter = 'Skill: ${skill:text}';
const groupFilter = `[Dashboards](${currentDashboardUrl}) · Group: \${group:text}`;

const screen: Section = {
  panels: [
    ...tilesInGrid,
    place(heading('Unassigned', skillFilter), 18, 0, 6, 2),
    place(topRowsOnWall('unassigned_conversations', 'skill', 5), 18, 2, 6, 12),
    place(heading('First response', groupFilter), 18, 14, 6, 2),
    place(topRowsOnWall('avg_wait_time_first_response', 'skill', 5), 18, 16, 6, 11),
  ],
};

/** A wall screen of 1920×1080 in kiosk mode: twelve numbers and the longest queues. */
export const wall = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-wall',
    title: 'LivePerson: NOC wall',
    description: 'Queue, response times, team and satisfaction in large numbers, for a screen on the wall.',
    sections: [screen],
    isWall: true,
  });
