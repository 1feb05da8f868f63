import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { worst } from './panels/bars';
import { labelled } from './panels/kpi';
import { stats } from './panels/stat';
import { comparison } from './panels/table';

const totals = [
  'open_conversations',
  'unassigned_conversations',
  'assigned_conversations',
  'human_agent_load',
  'online_agents',
  'available_slots',
  'closed_conversations',
  'csat',
];

const columns = [
  ...labelled([
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
  ...labelled(['csat']),
];

// The cell knows the skill's id; the account, groups and time range are the dashboard's own.
const itsAgents = {
  title: 'Show the agents of ${__data.fields.skill}',
  url: '/d/liveperson-agents?var-skill=${__data.fields.skillId}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}',
};

const all: Section = { panels: [place(stats('All chosen skills', labelled(totals)), 0, 0, 24, 3)] };

const sideBySide: Section = {
  panels: [
    place(comparison('Skills', 'skill', columns, 'open_conversations', itsAgents), 0, 0, 24, 14),
    place(worst('unassigned_conversations', 'skill', 8), 0, 14, 8, 7),
    place(worst('human_agent_load', 'skill', 8), 8, 14, 8, 7),
    place(worst('avg_wait_time_first_response', 'skill', 8), 16, 14, 8, 7),
  ],
};

// LivePerson's own dashboard shows up to 100 a page; a page is as long as the panel is tall.
const onePage: Section = {
  title: 'Skills, 100 on a page',
  collapsed: true,
  panels: [place(comparison('All skills', 'skill', columns, 'open_conversations', itsAgents), 0, 0, 24, 99)],
};

/** Skills side by side: totals of the chosen ones, a table, and those that need attention most. */
export const skills = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-skills',
    title: 'LivePerson: Skills',
    description:
      'The skills of a LivePerson account side by side: queue, load, agents, closed conversations, satisfaction.',
    sections: [all, sideBySide, onePage],
  });
