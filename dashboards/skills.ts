import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { worst } from './panels/bars';
import { labelled } from './panels/kpi';
import { stats } from './panels/stat';
import { comparison } from './panels/table';

const conversations = [
  'open_conversations',
  'unassigned_conversations',
  'assigned_conversations',
  'closed_conversations',
  'csat',
];

const team = ['human_agent_load', 'online_agents', 'available_slots'];

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

// Two panels, which on a narrow screen are below each other.
const all: Section = {
  panels: [
    place(stats('Conversations of all chosen skills', labelled(conversations)), 0, 0, 15, 3),
    place(stats('Team of all chosen skills', labelled(team)), 15, 0, 9, 3),
  ],
};

const worstFirst: Section = {
  panels: [
    place(worst('unassigned_conversations', 'skill', 5), 0, 0, 8, 5),
    place(worst('human_agent_load', 'skill', 5), 8, 0, 8, 5),
    place(worst('avg_wait_time_first_response', 'skill', 5), 16, 0, 8, 5),
  ],
};

// LivePerson's own dashboard shows 30 or 100 a page; a page is as long as the panel is tall. What is below 30 is not
// found, so that the table is the last that is open.
const sideBySide: Section = {
  panels: [place(comparison('Skills', 'skill', columns, 'open_conversations', itsAgents), 0, 0, 24, 32)],
};

const onePage: Section = {
  title: 'Skills, 100 on a page',
  collapsed: true,
  panels: [place(comparison('All skills', 'skill', columns, 'open_conversations', itsAgents), 0, 0, 24, 99)],
};

/** Skills side by side: totals of the chosen ones, those that need attention most, and a table of all. */
export const skills = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-skills',
    title: 'LivePerson: Skills',
    description:
      'The skills of a LivePerson account side by side: queue, load, agents, closed conversations, satisfaction.',
    sections: [all, worstFirst, sideBySide, onePage],
  });
