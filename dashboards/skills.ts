import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { topRows } from './panels/bars';
import { labelledFields } from './panels/kpiOptions';
import { stats } from './panels/stat';
import { comparisonTable } from './panels/table';

const conversations = [
  'open_conversations',
  'unassigned_conversations',
  'assigned_conversations',
  'closed_conversations',
  'csat',
];

const team = ['human_agent_load', 'online_agents', 'available_slots'];

const columns = [
  ...labelledFields([
    'open_conversations',
    'unassigned_conversations',
    'assigned_conversations',
    'overdue_conversations_total',
    'human_agent_load',
    'online_agents',
    'away_agents',
    'back_soon_agents',
    'available_slots',
    'total_max_slots',
    'closed_conversations',
  ]),
  { id: 'avg_wait_time_first_response', name: 'First response' },
  ...labelledFields(['csat']),
];

// The skill's id comes from the row; data source, groups and time range from the dashboard.
const agentsLink = {
  title: 'Show the agents of ${__data.fields.skill}',
  url: '/d/liveperson-agents?var-skill=${__data.fields.skillId}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}',
};

// Two panels, because Grafana stacks panels on a narrow screen.
const totals: Section = {
  panels: [
    place(stats('Conversations of all chosen skills', labelledFields(conversations)), 0, 0, 15, 3),
    place(stats('Team of all chosen skills', labelledFields(team)), 15, 0, 9, 3),
  ],
};

const topSkills: Section = {
  panels: [
    place(topRows('unassigned_conversations', 'skill', 5), 0, 0, 8, 5),
    place(topRows('human_agent_load', 'skill', 5), 8, 0, 8, 5),
    place(topRows('avg_wait_time_first_response', 'skill', 5), 16, 0, 8, 5),
  ],
};

// LivePerson's own dashboard shows 30 or 100 rows per page; here the height of the panel sets the page size. The table is
// the last open panel, because panels below 30 rows would be off screen.
const table: Section = {
  panels: [place(comparisonTable('Skills', 'skill', columns, 'open_conversations', agentsLink), 0, 0, 24, 32)],
};

const longTable: Section = {
  title: 'Skills, 100 on a page',
  collapsed: true,
  panels: [place(comparisonTable('All skills', 'skill', columns, 'open_conversations', agentsLink), 0, 0, 24, 99)],
};

/** Comparison of skills: totals of the selected ones, those that need attention most, and a table. */
export const skills = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-skills',
    title: 'LivePerson: Skills',
    description:
      'The skills of a LivePerson account side by side: queue, load, agents, closed conversations, satisfaction.',
    sections: [totals, topSkills, table, longTable],
  });
