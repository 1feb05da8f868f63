import { VizOrientation, VizTextDisplayOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';

import { type ClassicDashboard, dashboard } from './dashboard';
import { place, placeInLine, type Section } from './layout';
import { alertList } from './panels/alertList';
import { shareBars, topRows } from './panels/bars';
import { withNote } from './panels/kpiOptions';
import { closedBy, sharePie } from './panels/pie';
import { abandonedStats, queueWaitStats } from './panels/queue';
import { responseTimeStats } from './panels/responseTimes';
import { sampledMcs, sampledTimes, sampleStats } from './panels/samples';
import { headline, stat, stats } from './panels/stat';
import { averagingWindow, humansOnly, lastHours, worstSkill } from './query';
import { averagingHoursText } from './variables';

const overdue = [
  { id: 'overdue_conversations_in_queue', name: 'Queue' },
  { id: 'overdue_conversations_assigned', name: 'Assigned' },
];

const queueWait = [
  { id: 'queue_wait_time_50th_percentile', name: 'Median' },
  { id: 'queue_wait_time_90th_percentile', name: '90th percentile' },
];

const active = [
  { id: 'active_conversations', name: 'Conversations' },
  { id: 'active_load', name: 'Active load' },
];

const agents = [
  { id: 'online_agents', name: 'Online' },
  { id: 'away_agents', name: 'Away' },
  { id: 'back_soon_agents', name: 'Back soon' },
];

const load = [
  { id: 'human_online_load', name: 'Online' },
  { id: 'human_away_load', name: 'Away' },
  { id: 'load_other', name: 'Away or back soon' },
  { id: 'agent_load', name: 'All, incl. bots' },
];

const closedNumbers = [
  { id: 'closed_conversations', name: 'Closed' },
  { id: 'concluded_conversations', name: 'Concluded' },
];

const unassigned = [
  { id: 'actionable_conversations', name: 'Actionable' },
  { id: 'not_actionable_conversations', name: 'Not actionable' },
];

const queueWaitNow = [
  { id: 'avg_wait_now_new', name: 'New' },
  { id: 'avg_wait_now_after_transfer', name: 'After transfer' },
];

const lastDay = { window: lastHours(24) };

// From top to bottom: volume, queue, waiting time and capacity. On a laptop with Grafana's menu open, a title and a notice
// icon need at least five columns, two names of times with their levels six.
const now: Section = {
  panels: [
    place(headline('open_conversations', worstSkill), 0, 0, 5, 3),
    place(headline('unassigned_conversations', worstSkill), 5, 0, 5, 3),
    place(headline('overdue_conversations_total', worstSkill), 10, 0, 5, 3),
    place(stat('assigned_conversations'), 0, 3, 4, 3),
    place(stats('Queue wait now', queueWait), 4, 3, 6, 3),
    place(stats('Overdue by stage', overdue), 10, 3, 5, 3),
    place(stats('Active', active), 0, 6, 5, 3),
    place(headline('human_agent_load'), 5, 6, 5, 3),
    place(headline('available_slots', humansOnly), 10, 6, 5, 3),
    place(topRows('unassigned_conversations', 'skill', 4), 15, 0, 9, 4),
    // Room for three alerts.
    place(alertList('Alerts'), 15, 4, 9, 8),
    ...placeInLine(responseTimeStats({ window: averagingWindow }, averagingHoursText), [8, 7], 9, 3),
  ],
};

const team: Section = {
  title: 'Team now',
  panels: [
    place(stats('Agents', agents, humansOnly), 0, 0, 8, 4),
    place(shareBars('Load by status', load), 8, 0, 8, 4),
    place(topRows('human_agent_load', 'group', 4), 16, 0, 8, 4),
  ],
};

// One below the other: side by side, numbers of four digits touch the edges on a laptop.
const closedStats = stats('Conversations', closedNumbers, lastDay)
  .orientation(VizOrientation.Horizontal)
  .text(new VizTextDisplayOptionsBuilder().titleSize(12).valueSize(28));

const closed: Section = {
  title: 'Closed (last 24 hours)',
  panels: [
    place(closedStats, 0, 0, 5, 5),
    place(sharePie('Closed by', closedBy, lastDay), 5, 0, 7, 5),
    place(headline('csat', lastDay), 12, 0, 5, 5),
    place(topRows('csat', 'skill', 5, lastDay), 17, 0, 7, 5),
  ],
};

// What follows needs APIs that not every account has: below the first screen, where Grafana queries it on scrolling.
const queue: Section = {
  title: 'Queue now',
  panels: [
    place(headline('longest_wait_now'), 0, 0, 5, 4),
    place(stats('In queue', unassigned), 5, 0, 6, 4),
    place(stats('Average wait so far', queueWaitNow), 11, 0, 6, 4),
    place(topRows('longest_wait_now', 'skill', 4), 17, 0, 7, 4),
  ],
};

const averaged = { window: averagingWindow };

const serviceLevel: Section = {
  title: `Service level and queue (${averagingHoursText})`,
  panels: placeInLine(
    [
      headline('service_level', averaged),
      sampleStats('closed', averaged),
      queueWaitStats(averaged),
      abandonedStats(averaged),
    ],
    [5, 6, 8, 5],
    0,
    3
  ),
};

const sampleAge =
  'The sample is loaded every two minutes, so it can be older than the first line of the dashboard says.';

const sample: Section = {
  title: 'Open conversations (estimated from a sample, up to 2 minutes old)',
  panels: [
    ...sampledTimes('open', 0, 3),
    ...placeInLine([...sampledMcs('open'), withNote(sampleStats('open'), sampleAge)], [6, 10, 8], 3, 3),
  ],
};

/**
 * The current state on one screen: queue, load, response times, team and closed conversations; below it, more on the queue
 * and what a sample of conversations tells.
 */
export const current = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-current',
    title: 'LivePerson: Current',
    description:
      'Queue, load, response times, service level, MCS and CSAT of a LivePerson account, for all or selected skills and agent groups.',
    sections: [now, team, closed, queue, serviceLevel, sample],
    averagingHours: 'Response times',
    optionVariables: ['sampleSize', 'openedWithin'],
  });
