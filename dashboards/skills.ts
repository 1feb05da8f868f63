import { type ClassicDashboard, dashboard } from './dashboard';
import { fullWidth, halfPageHeight, pageHeight, place, type Section } from './layout';
import { topRows } from './panels/bars';
import { labelledFields } from './panels/kpiOptions';
import { responseTimes } from './panels/responseTimes';
import { stats } from './panels/stat';
import { comparisonTable } from './panels/table';
import { averagingWindow, humansOnly, worstSkill } from './query';
import { averagingHoursText, resultsWindow } from './variables';

const conversations = ['open_conversations', 'unassigned_conversations', 'assigned_conversations'];
const results = ['closed_conversations', 'csat'];
const firstResponse = 'avg_wait_time_first_response';
// A name with a level must fit on a laptop.
const team = [...labelledFields(['human_agent_load', 'online_agents']), { id: 'available_slots', name: 'Free slots' }];

// One query for all columns, so that a row's values belong together: in it, bots are part of the team. Response times have
// another window, and so a table of their own.
const columns = [
  ...labelledFields([
    'open_conversations',
    'unassigned_conversations',
    'assigned_conversations',
    'overdue_conversations_total',
    'human_agent_load',
    'total_max_slots',
    'closed_conversations',
    'csat',
  ]),
  { id: 'online_agents', name: 'Online incl. bots' },
  { id: 'away_agents', name: 'Away incl. bots' },
  { id: 'back_soon_agents', name: 'Back soon incl. bots' },
  { id: 'available_slots', name: 'Free slots incl. bots' },
];

// The skill's id comes from the row; data source, groups and time range from the dashboard.
const agentsLink = {
  title: 'Show the agents of ${__data.fields.skill}',
  url: '/d/liveperson-agents?var-skill=${__data.fields.skillId}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}',
};

// Three panels, because Grafana stacks panels on a narrow screen.
const totals: Section = {
  panels: [
    place(stats('Selected skills: conversations', labelledFields(conversations), worstSkill), 0, 0, 9, 4),
    place(stats('Results (time range)', labelledFields(results)), 9, 0, 6, 4),
    place(stats('Selected skills: team', team, humansOnly), 15, 0, 9, 4),
  ],
};

const topSkills: Section = {
  panels: [
    place(topRows('unassigned_conversations', 'skill', 5), 0, 0, 8, 5),
    place(topRows('human_agent_load', 'skill', 5), 8, 0, 8, 5),
    place(
      topRows(firstResponse, 'skill', 5, { window: averagingWindow }).title(
        `First response by skill (${averagingHoursText})`
      ),
      16,
      0,
      8,
      5
    ),
  ],
};

const skillTable = (title: string) =>
  comparisonTable({
    title,
    rows: 'skill',
    fields: columns,
    orderKpi: 'open_conversations',
    worstFirst: true,
    link: agentsLink,
  });

// A heading of one word would be cut.
const otherResponseTimes = responseTimes.filter(({ id }) => id !== 'avg_wait_time');

// Collapsed, so that the table of skills begins on the first screen; the longest times are in the bars above.
const responseTimeTable = fullWidth(
  { title: `Response times by skill (${averagingHoursText})`, collapsed: true },
  comparisonTable({
    title: `Response times (${averagingHoursText})`,
    rows: 'skill',
    fields: [{ id: 'avg_wait_time', name: 'All responses' }, ...otherResponseTimes],
    orderKpi: firstResponse,
    worstFirst: true,
    link: agentsLink,
    window: averagingWindow,
  }),
  halfPageHeight
);

const queueColumns = [
  { id: 'actionable_conversations', name: 'Actionable now' },
  { id: 'not_actionable_conversations', name: 'Not actionable now' },
  { id: 'longest_wait_now', name: 'Longest wait now' },
  { id: 'queue_wait_new', name: 'Wait, new' },
  { id: 'queue_wait_after_transfer', name: 'Wait after transfer' },
  { id: 'queue_wait_longest', name: 'Longest wait' },
  ...labelledFields(['abandoned_in_queue']),
];

const queueTable = fullWidth(
  { title: `Queue by skill now, and waits (${averagingHoursText})`, collapsed: true },
  comparisonTable({
    title: `Queue by skill (now and ${averagingHoursText})`,
    rows: 'skill',
    fields: queueColumns,
    orderKpi: 'longest_wait_now',
    worstFirst: true,
    link: agentsLink,
    window: averagingWindow,
  }),
  halfPageHeight
);

// Each estimate with the number of conversations behind it: few of them have no level.
const estimatesTable = fullWidth(
  { title: `MCS by skill now, and service level (${averagingHoursText})`, collapsed: true },
  comparisonTable({
    title: 'Service level and MCS (estimated)',
    rows: 'skill',
    fields: [
      ...labelledFields(['service_level']),
      { id: 'closed_sample_size', name: 'Service level sample' },
      { id: 'open_mcs', name: 'MCS now' },
      { id: 'open_sample_size', name: 'MCS sample' },
    ],
    orderKpi: 'closed_sample_size',
    worstFirst: true,
    link: agentsLink,
    window: averagingWindow,
  }),
  halfPageHeight
);

// Apart from the main table, because they are of an API that not every account has.
const resultsTable = fullWidth(
  { title: `CSAT and resolution time by skill (${resultsWindow})`, collapsed: true },
  comparisonTable({
    title: 'CSAT and resolution time',
    rows: 'skill',
    fields: labelledFields(['csat_mean', 'resolution_time']),
    orderKpi: 'resolution_time',
    worstFirst: true,
    link: agentsLink,
  }),
  halfPageHeight
);

// LivePerson's own dashboard shows 30 or 100 rows per page; here the height of the panel sets the page size. The table is
// the last open panel, because panels below 30 rows would be off screen.
const table = fullWidth({ title: `Table (Closed and CSAT: ${resultsWindow})` }, skillTable('Skills'), pageHeight);

const longTable = fullWidth(
  { title: `100 skills per page (Closed and CSAT: ${resultsWindow})`, collapsed: true },
  skillTable('All skills'),
  99
);

/** Comparison of skills: totals of the selected ones, those that need attention most, and a table. */
export const skills = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-skills',
    title: 'LivePerson: Skills',
    description: 'The skills of a LivePerson account side by side: queue, load, agents, closed conversations and CSAT.',
    sections: [totals, topSkills, queueTable, estimatesTable, responseTimeTable, resultsTable, table, longTable],
    averagingHours: 'Response times',
    optionVariables: ['sampleSize', 'openedWithin'],
  });
