import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { cards } from './panels/cards';
import { labelled } from './panels/kpi';
import { stats } from './panels/stat';
import { comparison } from './panels/table';

const statuses = ['online_agents', 'away_agents', 'back_soon_agents'];

const work = [
  'assigned_conversations',
  'active_conversations',
  'human_agent_load',
  'available_slots',
  'total_max_slots',
];

const columns = [
  ...labelled([
    'agent_picture_url',
    'agent_group',
    'agent_current_status',
    'agent_current_status_reason',
    'status_time',
    'assigned_conversations',
    'active_conversations',
  ]),
  // Of one agent, who is not a bot.
  { id: 'agent_load', name: 'Load' },
  ...labelled(['closed_conversations', 'csat', 'avg_conversations_duration']),
];

// Two panels, which on a narrow screen are below each other.
const team: Section = {
  panels: [
    place(stats('Team now', labelled(statuses)), 0, 0, 9, 3),
    place(stats('Work now', labelled(work)), 9, 0, 15, 3),
  ],
};

const asCards: Section = {
  title: 'Cards: load by status',
  collapsed: true,
  panels: [
    place(cards('Online', 'ONLINE'), 0, 0, 24, 10),
    place(cards('Back soon', 'BACK_SOON'), 0, 10, 24, 5),
    place(cards('Away', 'AWAY'), 0, 15, 24, 5),
  ],
};

// As tall as 30 agents a page.
const asTable: Section = {
  title: 'Table',
  panels: [place(comparison('Agents', 'agent', columns, 'assigned_conversations'), 0, 0, 24, 32)],
};

/** The agents who are logged in: how many in which status, and each with status, work and results. */
export const agents = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-agents',
    title: 'LivePerson: Agents',
    description: 'The agents of a LivePerson account who are logged in: status, load, conversations, satisfaction.',
    sections: [team, asCards, asTable],
    choices: ['skill', 'group', 'agent'],
  });
