import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { conversationTable } from './panels/conversationTable';

// As high as a full-screen browser of 1080 lines shows with Grafana's bars: rows come and go at its top and its end.
const tableHeight = 23;

const table: Section = { panels: [place(conversationTable('Open conversations'), 0, 0, 24, tableHeight)] };

/** The open conversations one by one: those that wait for an agent first, with times that count up. */
export const sessions = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-sessions',
    title: 'LivePerson: Live sessions',
    description:
      'The open conversations of a LivePerson account: how long each has waited, and how long an agent has had it.',
    sections: [table],
    variables: ['channel', 'skill', 'group', 'agent', 'state'],
  });
