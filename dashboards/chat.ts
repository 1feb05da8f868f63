import { type ClassicDashboard, dashboard } from './dashboard';
import { fullWidth, halfPageHeight, place, placeInLine, type Section } from './layout';
import { alertList } from './panels/alertList';
import { topRows } from './panels/bars';
import { seriesColours } from './panels/seriesColours';
import { headline, stat, stats } from './panels/stat';
import { comparisonTable } from './panels/table';
import { trend } from './panels/trend';
import { averagingWindow, worstSkill } from './query';
import { averagingHoursText, resultsWindow } from './variables';

const { sky, indigo, sand, brown } = seriesColours;

const averaged = { window: averagingWindow };

const counts = [
  { id: 'chat_entered_queue', name: 'Entered' },
  { id: 'chat_connected', name: 'Connected' },
  { id: 'chat_abandoned', name: 'Abandoned' },
];

const averageTimes = [
  { id: 'chat_time_to_abandon', name: 'To abandon' },
  { id: 'chat_handling_time', name: 'Handling' },
];

const now: Section = {
  panels: [
    place(headline('chat_in_queue', worstSkill).title('In queue'), 0, 0, 5, 4),
    place(headline('chat_longest_wait').title('Longest wait'), 5, 0, 5, 4),
    place(stat('chat_available_slots').title('Available slots'), 10, 0, 6, 4),
    place(topRows('chat_in_queue', 'skill', 4).title('In queue by skill, worst first'), 16, 0, 8, 4),
  ],
};

// The window is in the heading: beside a name, it would be cut on a laptop.
const recent: Section = {
  title: `Recent chats (${averagingHoursText})`,
  panels: [
    ...placeInLine(
      [
        headline('chat_abandon_rate', averaged).title('Abandon rate'),
        headline('chat_service_level', averaged).title('Service level'),
        headline('chat_time_to_answer', averaged).title('Time to answer'),
      ],
      [5, 5, 6],
      0,
      4
    ),
    ...placeInLine(
      [
        stats('Chats', counts, averaged),
        stats('Average times', averageTimes, averaged),
        stat('chat_occupancy', averaged).title('Occupancy'),
      ],
      [6, 5, 5],
      4,
      4
    ),
    place(topRows('chat_abandon_rate', 'skill', 4, averaged).title('Abandon rate by skill, worst first'), 16, 0, 8, 4),
    place(alertList('Alerts on chats', 'chat'), 16, 4, 8, 4),
  ],
};

const lines = (colours: string[], fields: Array<{ id: string; name: string }>) =>
  fields.map((field, index) => ({ ...field, colour: colours[index] ?? sky }));

const queueSizes = lines(
  [indigo, sky],
  [
    { id: 'chat_max_in_queue', name: 'Highest' },
    { id: 'chat_avg_in_queue', name: 'Average' },
  ]
);

const waits = lines(
  [sky, sand],
  [
    { id: 'chat_time_to_answer', name: 'To answer' },
    { id: 'chat_time_to_abandon', name: 'To abandon' },
  ]
);

const one = (id: string, name: string) => lines([sky], [{ id, name }]);

const upToADay = `${resultsWindow}, up to 24 hours`;

const course: Section = {
  title: `Per hour (${upToADay})`,
  panels: [
    place(trend('Chats per hour', lines([sky, indigo, brown], counts), false), 0, 0, 12, 5),
    place(trend('In queue per hour', queueSizes, false), 12, 0, 12, 5),
    place(trend('Abandon rate per hour', one('chat_abandon_rate', 'Abandon rate'), false), 0, 5, 8, 5),
    place(trend('Times in queue per hour', waits, false), 8, 5, 8, 5),
    place(trend('Occupancy per hour', one('chat_occupancy', 'Occupancy'), false), 16, 5, 8, 5),
  ],
};

const skillColumns = [
  { id: 'chat_in_queue', name: 'In queue' },
  { id: 'chat_longest_wait', name: 'Longest wait' },
  { id: 'chat_available_slots', name: 'Free slots' },
  ...counts,
  { id: 'chat_abandon_rate', name: 'Abandon rate' },
  { id: 'chat_time_to_answer', name: 'Time to answer' },
  { id: 'chat_handled', name: 'Handled' },
  { id: 'chat_handling_time', name: 'Handling time' },
];

const skills = fullWidth(
  { title: `Skills (queue: now; chats: ${upToADay})` },
  comparisonTable({
    title: 'Skills',
    rows: 'skill',
    fields: skillColumns,
    orderKpi: 'chat_in_queue',
    worstFirst: true,
  }),
  halfPageHeight
);

// Without a current status: in chat mode, LivePerson has none. Offline agents may have had chats in the time range.
const agentColumns = [
  { id: 'chat_handled', name: 'Handled' },
  { id: 'chat_handling_time', name: 'Handling time' },
  { id: 'chat_occupancy', name: 'Occupancy' },
  { id: 'chat_time_logged_in', name: 'Logged in' },
  { id: 'chat_time_online', name: 'Online' },
  { id: 'chat_time_chatting', name: 'In chats' },
  { id: 'chat_time_full', name: 'All slots taken' },
  { id: 'chat_time_back_in_5', name: 'Back in 5' },
  { id: 'chat_time_away', name: 'Away' },
];

const agents = fullWidth(
  { title: `Agents (${upToADay})` },
  comparisonTable({
    title: 'Agents',
    rows: 'agent',
    fields: agentColumns,
    orderKpi: 'chat_handled',
    agentStatus: ['ONLINE', 'BACK_SOON', 'AWAY', 'OFFLINE'],
  }),
  halfPageHeight
);

/** The chat mode of LivePerson's own dashboard: the queue now, recent chats, their course, skills and agents. */
export const chat = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-chat',
    title: 'LivePerson: Chat',
    description:
      'The chats of a LivePerson account: the queue now, recent chats with abandon rate, service level and time to answer, skills and agents.',
    sections: [now, recent, course, skills, agents],
    variables: ['skill', 'group', 'agent'],
    averagingHours: 'Recent chats',
    optionVariables: ['chatServiceLevelSeconds'],
    status: 'chat_data_status',
  });
