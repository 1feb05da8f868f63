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

const closedNumbers = [
  { id: 'closed_conversations', name: 'Closed' },
  { id: 'concluded_conversations', name: 'Concluded' },
];

// What two times beside each other can have on a laptop. Pixels.
const narrow = 20;

// From top to bottom: how much there is, who waits, for how long, and who can take it. On a laptop beside Grafana's
// menu, five columns are the least in which a title has room for a notice beside it.
const now: Section = {
  title: 'Now',
  panels: [
    place(headline('open_conversations'), 0, 0, 5, 3),
    place(headline('unassigned_conversations'), 5, 0, 5, 3),
    place(headline('overdue_conversations_total'), 10, 0, 5, 3),
    place(stat('assigned_conversations'), 0, 3, 5, 3),
    place(stats('Queue wait', queueWait, narrow), 5, 3, 5, 3),
    place(stats('Overdue in', overdue, narrow), 10, 3, 5, 3),
    place(stat('active_conversations'), 0, 6, 5, 3),
    place(headline('human_agent_load'), 5, 6, 5, 3),
    place(headline('available_slots'), 10, 6, 5, 3),
    place(worst('unassigned_conversations', 'skill', 9), 15, 0, 9, 9),
  ],
};

const responseTimes: Section = {
  panels: [place(stats('Response times in the chosen time range (of its last 24 hours at most)', times), 0, 0, 24, 3)],
};

const team: Section = {
  title: 'Team now',
  panels: [
    place(stats('Agents', agents), 0, 0, 8, 4),
    place(bars('Load by status', load), 8, 0, 8, 4),
    place(worst('human_agent_load', 'group', 4), 16, 0, 8, 4),
  ],
};

const closed: Section = {
  title: 'Closed in the chosen time range (CSAT: of its last 24 hours at most)',
  panels: [
    place(stats('Conversations', closedNumbers), 0, 0, 6, 5),
    place(shares('Closed by', closedBy), 6, 0, 6, 5),
    place(headline('csat'), 12, 0, 5, 5),
    place(worst('csat', 'skill', 5), 17, 0, 7, 5),
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
