import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { bars, worst } from './panels/bars';
import { closedBy, shares } from './panels/shares';
import { headline, stat, stats } from './panels/stat';
import { times } from './panels/times';

const overdue = [
  { id: 'overdue_conversations_in_queue', name: 'Queue' },
  { id: 'overdue_conversations_assigned', name: 'Assigned' },
];

const queueWait = [
  { id: 'queue_wait_time_50th_percentile', name: 'Median' },
  { id: 'queue_wait_time_90th_percentile', name: '9 in 10' },
];

const agents = [
  { id: 'online_agents', name: 'Online' },
  { id: 'away_agents', name: 'Away' },
  { id: 'back_soon_agents', name: 'Back soon' },
];

const load = [
  { id: 'human_online_load', name: 'Online' },
  { id: 'human_away_load', name: 'Away' },
  { id: 'load_other', name: 'Not online' },
  { id: 'agent_load', name: 'With bots' },
];

// What two times beside each other can have in a sixth of a laptop's width. Pixels.
const narrow = 20;

const now: Section = {
  title: 'Now',
  panels: [
    place(headline('open_conversations'), 0, 0, 4, 4),
    place(headline('unassigned_conversations'), 4, 0, 4, 4),
    place(headline('overdue_conversations_total'), 8, 0, 4, 4),
    place(headline('human_agent_load'), 12, 0, 4, 4),
    place(stat('assigned_conversations'), 0, 4, 4, 4),
    place(stat('active_conversations'), 4, 4, 4, 4),
    place(stats('Overdue in', overdue, narrow), 8, 4, 4, 4),
    place(stats('Queue wait', queueWait, narrow), 12, 4, 4, 4),
    place(worst('unassigned_conversations', 'skill', 9), 16, 0, 8, 8),
  ],
};

const responseTimes: Section = {
  panels: [place(stats('Response times in the chosen time range', times), 0, 0, 24, 4)],
};

const team: Section = {
  title: 'Team now',
  panels: [
    place(stats('Agents', agents), 0, 0, 7, 4),
    place(headline('available_slots'), 7, 0, 4, 4),
    place(bars('Load by status', load), 11, 0, 6, 4),
    place(worst('human_agent_load', 'group', 4), 17, 0, 7, 4),
  ],
};

const closed: Section = {
  title: 'Closed in the chosen time range',
  panels: [
    place(stat('closed_conversations'), 0, 0, 3, 5),
    place(stat('concluded_conversations'), 3, 0, 3, 5),
    place(shares('Closed by', closedBy), 6, 0, 6, 5),
    place(headline('csat'), 12, 0, 4, 5),
    place(worst('csat', 'skill', 5), 16, 0, 8, 5),
  ],
};

/** What goes on now, on one screen: queue, load, response times, the team, and what was closed. */
export const current = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-current',
    title: 'LivePerson: Current',
    description:
      'Queue, load, response times and satisfaction of a LivePerson account, for all or some skills and groups.',
    sections: [now, responseTimes, team, closed],
  });
