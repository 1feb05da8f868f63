import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { shareBars, topRows } from './panels/bars';
import { closedBy, sharePie } from './panels/pie';
import { headline, stat, stats } from './panels/stat';
import { responseTimes } from './panels/responseTimes';

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

// The font size, in pixels, at which two times side by side fit on a laptop.
const smallValueSize = 20;

// From top to bottom: volume, queue, waiting time and capacity. On a laptop with Grafana's menu open, a title and a notice
// icon need at least five columns.
const now: Section = {
  title: 'Now',
  panels: [
    place(headline('open_conversations'), 0, 0, 5, 3),
    place(headline('unassigned_conversations'), 5, 0, 5, 3),
    place(headline('overdue_conversations_total'), 10, 0, 5, 3),
    place(stat('assigned_conversations'), 0, 3, 5, 3),
    place(stats('Queue wait', queueWait, smallValueSize), 5, 3, 5, 3),
    place(stats('Overdue in', overdue, smallValueSize), 10, 3, 5, 3),
    place(stat('active_conversations'), 0, 6, 5, 3),
    place(headline('human_agent_load'), 5, 6, 5, 3),
    place(headline('available_slots'), 10, 6, 5, 3),
    place(topRows('unassigned_conversations', 'skill', 9), 15, 0, 9, 9),
  ],
};

const responseTimesSection: Section = {
  panels: [
    place(stats('Response times in the chosen time range (of its last 24 hours at most)', responseTimes), 0, 0, 24, 3),
  ],
};

const team: Section = {
  title: 'Team now',
  panels: [
    place(stats('Agents', agents), 0, 0, 8, 4),
    place(shareBars('Load by status', load), 8, 0, 8, 4),
    place(topRows('human_agent_load', 'group', 4), 16, 0, 8, 4),
  ],
};

const closed: Section = {
  title: 'Closed in the chosen time range (CSAT: of its last 24 hours at most)',
  panels: [
    place(stats('Conversations', closedNumbers), 0, 0, 6, 5),
    place(sharePie('Closed by', closedBy), 6, 0, 6, 5),
    place(headline('csat'), 12, 0, 5, 5),
    place(topRows('csat', 'skill', 5), 17, 0, 7, 5),
  ],
};

/** The current state on one screen: queue, load, response times, team and closed conversations. */
export const current = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-current',
    title: 'LivePerson: Current',
    description:
      'Queue, load, response times and satisfaction of a LivePerson account, for all or some skills and groups.',
    sections: [now, responseTimesSection, team, closed],
  });
