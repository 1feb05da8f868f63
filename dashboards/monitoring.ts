import { type ClassicDashboard, dashboard } from './dashboard';
import { place, placeInLine, type Section } from './layout';
import { topRows } from './panels/bars';
import { labelledFields } from './panels/kpiOptions';
import { offlineAgents } from './panels/offlineAgents';
import { headline, stat, stats } from './panels/stat';
import { comparisonTable } from './panels/table';
import { trend } from './panels/trend';
import { calendarDay, humansOnly } from './query';

const today = { window: calendarDay };

// Two lines: in one, a laptop would cut titles.
const summary: Section = {
  panels: [
    ...placeInLine(
      [
        stat('conversations_active', today).title('Active today'),
        headline('waiting_for_first_response'),
        stat('closed_conversations', today).title('Closed today'),
      ],
      [8, 8, 8],
      0,
      3
    ),
    ...placeInLine(
      [headline('open_conversations'), stat('assigned_conversations'), headline('unassigned_conversations')],
      [8, 8, 8],
      3,
      3
    ),
  ],
};

const started = trend(
  'Conversations started per hour',
  [{ id: 'conversations_started', name: 'Started', colour: 'blue' }],
  true
);

const statuses = labelledFields(['online_agents', 'away_agents', 'back_soon_agents']);

const agents = comparisonTable({
  title: 'Agents',
  rows: 'agent',
  fields: labelledFields(['agent_current_status', 'assigned_conversations', 'last_message_sent']),
  orderKpi: 'last_message_sent',
  agentStatus: ['ONLINE', 'BACK_SOON', 'AWAY', 'OFFLINE'],
});

const course: Section = {
  panels: [
    place(started, 0, 0, 14, 9),
    place(topRows('waiting_for_first_response', 'skill', 7).title('Waiting by skill'), 0, 9, 7, 8),
    place(topRows('longest_wait_for_agent', 'skill', 7).title('Longest wait by skill'), 7, 9, 7, 8),
    place(stats('Team now', statuses, humansOnly), 14, 0, 7, 3),
    place(offlineAgents(), 21, 0, 3, 3),
    place(agents, 14, 3, 10, 14),
  ],
};

/** The conversations of the current day, and when each agent last sent a message. */
export const monitoring = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-monitoring',
    title: 'LivePerson: Live monitoring',
    description:
      'The conversations of a LivePerson account today, those that are waiting now, and when each agent last sent a message.',
    sections: [summary, course],
    variables: ['channel', 'skill', 'group', 'agent'],
    from: 'now/d',
  });
