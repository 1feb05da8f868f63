import { type ClassicDashboard, dashboard } from './dashboard';
import { fullWidth, pageHeight, place, type Section } from './layout';
import { agentCards } from './panels/agentCards';
import { labelledFields } from './panels/kpiOptions';
import { offlineAgents } from './panels/offlineAgents';
import { stats } from './panels/stat';
import { comparisonTable } from './panels/table';
import { humansOnly } from './query';
import { resultsWindow } from './variables';

const statuses = ['online_agents', 'away_agents', 'back_soon_agents'];

const conversations = [
  ...labelledFields(['assigned_conversations', 'active_conversations']),
  { id: 'total_pending_agent_response', name: 'Pending' },
];
// A name with a level must fit on a laptop.
const capacity = [
  ...labelledFields(['human_agent_load']),
  { id: 'available_slots', name: 'Free slots' },
  ...labelledFields(['total_max_slots']),
];

const columns = [
  { id: 'agent_picture_url', name: 'Photo' },
  ...labelledFields([
    'agent_group',
    'agent_current_status',
    'agent_current_status_reason',
    'status_time',
    'assigned_conversations',
    'active_conversations',
  ]),
  { id: 'pending_agent_response', name: 'Pending' },
  // The load of one agent, so that the label need not distinguish humans and bots.
  { id: 'agent_load', name: 'Load' },
  ...labelledFields(['closed_conversations', 'csat']),
];

const handlingColumns = [
  { id: 'agent_segments', name: 'Segments' },
  { id: 'interactive_agent_segments', name: 'Interactive' },
  { id: 'agent_messages_per_segment', name: 'Messages per segment' },
  { id: 'agent_segment_duration', name: 'Segment duration' },
  { id: 'time_to_first_message_after_assignment', name: 'First message' },
  { id: 'agent_time_to_response', name: 'Response' },
  { id: 'agent_segments_abandoned', name: 'Abandoned' },
  { id: 'agent_segments_nonresponsive_agents', name: 'Agent silent' },
  { id: 'agent_segments_nonresponsive_consumers', name: 'Consumer silent' },
];

const answerColumns = labelledFields(['csat_answers', 'csat_mean', 'resolution_time']);

// In a table of their own: beside the others, a laptop would cut them.
const resultColumns = labelledFields(['closed_conversations', 'csat', 'fcr', 'nps', 'avg_conversations_duration']);

const offlineColumns = labelledFields([
  'agent_group',
  'status_time',
  'closed_conversations',
  'csat',
  'agent_login_duration',
]);

// Several panels, because Grafana stacks panels on a narrow screen.
const team: Section = {
  panels: [
    place(stats('Team now', labelledFields(statuses), humansOnly), 0, 0, 6, 3),
    place(offlineAgents(), 6, 0, 3, 3),
    place(stats('Conversations now', conversations, humansOnly), 9, 0, 6, 3),
    // Wide enough for a name with a level.
    place(stats('Capacity now', capacity, humansOnly), 15, 0, 9, 3),
  ],
};

const cardsSection: Section = {
  title: `Cards (closed and CSAT: ${resultsWindow})`,
  collapsed: true,
  panels: [
    place(agentCards('Online', 'ONLINE', 18), 0, 0, 24, 24),
    place(agentCards('Back soon', 'BACK_SOON', 6), 0, 24, 12, 9),
    place(agentCards('Away', 'AWAY', 6), 12, 24, 12, 9),
  ],
};

const tableSection = fullWidth(
  { title: `Table (Closed and CSAT: ${resultsWindow})` },
  comparisonTable({
    title: 'Agents',
    rows: 'agent',
    fields: columns,
    orderKpi: 'assigned_conversations',
    worstFirst: true,
  }),
  pageHeight
);

// Collapsed: below 30 rows, it would be off screen.
const resultsSection = fullWidth(
  { title: `Results (${resultsWindow})`, collapsed: true },
  comparisonTable({
    title: 'Results of agents',
    rows: 'agent',
    fields: resultColumns,
    orderKpi: 'closed_conversations',
    worstFirst: true,
  }),
  pageHeight
);

const handlingSection = fullWidth(
  { title: `Conversation segments (${resultsWindow}, up to 24 hours)`, collapsed: true },
  comparisonTable({
    title: 'Segments',
    rows: 'agent',
    fields: handlingColumns,
    orderKpi: 'agent_segments',
    worstFirst: true,
  }),
  pageHeight
);

const answersSection = fullWidth(
  { title: `CSAT answers and resolution time (${resultsWindow}, up to 24 hours)`, collapsed: true },
  comparisonTable({
    title: 'CSAT answers and resolution time',
    rows: 'agent',
    fields: answerColumns,
    orderKpi: 'csat_answers',
    worstFirst: true,
  }),
  pageHeight
);

const offlineSection = fullWidth(
  { title: `Offline agents (Closed, CSAT and Logged in: ${resultsWindow})`, collapsed: true },
  comparisonTable({
    title: 'Offline agents',
    rows: 'agent',
    fields: offlineColumns,
    orderKpi: 'closed_conversations',
    agentStatus: ['OFFLINE'],
  }),
  pageHeight
);

/** The logged-in agents: counts by status, and a table with status, load and results of each. */
export const agents = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-agents',
    title: 'LivePerson: Agents',
    description: 'The logged-in agents of a LivePerson account: status, load, conversations and CSAT.',
    sections: [team, cardsSection, tableSection, resultsSection, answersSection, handlingSection, offlineSection],
    variables: ['skill', 'group', 'agent'],
  });
