import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { agentCards } from './panels/agentCards';
import { labelledFields } from './panels/kpiOptions';
import { stats } from './panels/stat';
import { comparisonTable } from './panels/table';

const statuses = ['online_agents', 'away_agents', 'back_soon_agents'];

const load = [
  'assigned_conversations',
  'active_conversations',
  'human_agent_load',
  'available_slots',
  'total_max_slots',
];

const columns = [
  ...labelledFields([
    'agent_picture_url',
    'agent_group',
    'agent_current_status',
    'agent_current_status_reason',
    'status_time',
    'assigned_conversations',
    'active_conversations',
  ]),
  // The load of one agent, so that the label need not distinguish humans and bots.
  { id: 'agent_load', name: 'Load' },
  ...labelledFields(['closed_conversations', 'csat', 'avg_conversations_duration']),
];

// Two panels, because Grafana stacks panels on a narrow screen.
const team: Section = {
  panels: [
    place(stats('Team now', labelledFields(statuses)), 0, 0, 9, 3),
    place(stats('Work now', labelledFields(load)), 9, 0, 15, 3),
  ],
};

const cardsSection: Section = {
  title: 'Cards: load by status',
  collapsed: true,
  panels: [
    place(agentCards('Online', 'ONLINE'), 0, 0, 24, 10),
    place(agentCards('Back soon', 'BACK_SOON'), 0, 10, 24, 5),
    place(agentCards('Away', 'AWAY'), 0, 15, 24, 5),
  ],
};

// Tall enough for 30 agents per page.
const tableSection: Section = {
  title: 'Table',
  panels: [place(comparisonTable('Agents', 'agent', columns, 'assigned_conversations'), 0, 0, 24, 32)],
};

/** The logged-in agents: counts by status, and a table with status, load and results of each. */
export const agents = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-agents',
    title: 'LivePerson: Agents',
    description: 'The agents of a LivePerson account who are logged in: status, load, conversations, satisfaction.',
    sections: [team, cardsSection, tableSection],
    variables: ['skill', 'group', 'agent'],
  });
