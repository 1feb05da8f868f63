import { type ClassicDashboard, dashboard } from './dashboard';
import { place, placeInLine, type Section } from './layout';
import { countBars, topRows } from './panels/bars';
import { withNote } from './panels/kpiOptions';
import { closedBy, sharePie } from './panels/pie';
import { abandonedStats, queueWaitStats } from './panels/queue';
import { responseTimes, responseTimeStats } from './panels/responseTimes';
import { sampledMcs, sampledTimes, sampleStats } from './panels/samples';
import { seriesColours } from './panels/seriesColours';
import { headline, stat, stats } from './panels/stat';
import { heatBy, trend } from './panels/trend';

// In descriptions instead of permanent notices, which would hide notices about errors.
const wholeHoursNote =
  'Each point covers a full hour, including the hour in which the time range starts, so the points can add up to more than the total of the time range.';
const upToADay = 'up to 24 hours';
const lastDayNote = 'If the time range is longer than 24 hours, only its last 24 hours count.';

const conversations: Section = {
  title: 'Closed in the selected time range',
  panels: [
    place(withNote(trend('Closed per hour, by who closed', closedBy, true), wholeHoursNote), 0, 0, 13, 6),
    place(stat('closed_conversations'), 13, 0, 4, 3),
    place(stat('transfers'), 13, 3, 4, 3),
    place(sharePie('Closed by', closedBy), 17, 0, 7, 6),
  ],
};

const csatTrend = [{ id: 'csat', name: 'CSAT', colour: seriesColours.sky }];

const quality: Section = {
  title: 'CSAT and response times',
  panels: [
    ...placeInLine(
      [headline('csat').title(`CSAT (${upToADay})`), ...responseTimeStats({}, upToADay)].map((panel) =>
        withNote(panel, lastDayNote)
      ),
      [6, 10, 8],
      0,
      3
    ),
    place(trend('CSAT per hour', csatTrend, false), 0, 3, 8, 5),
    place(trend('Response times per hour', responseTimes, false), 8, 3, 16, 5),
  ],
};

// The window of the bars is in the heading of all three: beside a name, it would be cut on a laptop.
const bySkill: Section = {
  title: `By skill (CSAT and first response: ${upToADay})`,
  panels: [
    place(withNote(heatBy('closed_conversations', 'skill'), wholeHoursNote), 0, 0, 11, 6),
    place(withNote(topRows('csat', 'skill', 6), lastDayNote), 11, 0, 6, 6),
    place(
      withNote(topRows('avg_wait_time_first_response', 'skill', 6).title('First response by skill'), lastDayNote),
      17,
      0,
      7,
      6
    ),
  ],
};

// What follows needs APIs that not every account has: below the first screen, where Grafana queries it on scrolling.
const resolutionTimes = [
  { id: 'resolution_time_closed_by_agent', name: 'Agent', colour: seriesColours.sky },
  { id: 'resolution_time_closed_by_consumer', name: 'Consumer', colour: seriesColours.indigo },
  { id: 'resolution_time_closed_by_system', name: 'System', colour: seriesColours.sand },
];

const allResolutions = { id: 'resolution_time', name: 'All', colour: seriesColours.brown };

const csatAnswers = [5, 4, 3, 2, 1].map((score) => ({
  id: `csat_score${score}_answers`,
  name: String(score),
  colour: seriesColours.sky,
}));

const resolution: Section = {
  title: `Resolution time and CSAT answers (${upToADay})`,
  panels: [
    ...placeInLine(
      [
        headline('resolution_time'),
        stats(
          'Resolution time by who closed',
          resolutionTimes.map(({ id, name }) => ({ id, name }))
        ),
        headline('csat_mean'),
        stat('csat_answers'),
      ],
      [5, 9, 5, 5],
      0,
      3
    ),
    place(trend('Resolution time per hour', [allResolutions, ...resolutionTimes], false), 0, 3, 14, 6),
    place(countBars('CSAT answers by score', csatAnswers), 14, 3, 10, 6),
  ],
};

const serviceLevelTrend = [{ id: 'service_level', name: 'Service level', colour: seriesColours.sky }];
const mcsTrend = [{ id: 'closed_mcs', name: 'MCS', colour: seriesColours.indigo }];

const sample: Section = {
  title: 'Closed conversations (estimated from a sample)',
  panels: [
    ...sampledTimes('closed', 0, 3),
    ...placeInLine([headline('service_level'), ...sampledMcs('closed'), sampleStats('closed')], [5, 5, 8, 6], 3, 3),
    place(trend('Service level per hour', serviceLevelTrend, false), 0, 6, 12, 5),
    place(trend('MCS per hour', mcsTrend, false), 12, 6, 12, 5),
  ],
};

const averagesInQueue = [
  { id: 'avg_unassigned_conversations', name: 'Unassigned' },
  { id: 'avg_actionable_conversations', name: 'Actionable' },
  { id: 'avg_not_actionable_conversations', name: 'Not actionable' },
];

const queue: Section = {
  title: `Queue (${upToADay})`,
  collapsed: true,
  panels: placeInLine(
    [queueWaitStats(), stats('Average number in queue', averagesInQueue), abandonedStats()],
    [9, 9, 6],
    0,
    4
  ),
};

/** Closed conversations of the time range: who closed them, response times and CSAT. */
export const closed = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-closed',
    title: 'LivePerson: Closed conversations',
    description:
      'Conversations closed in the selected time range: who closed them, CSAT, response and resolution times, service level and MCS.',
    sections: [conversations, quality, bySkill, resolution, sample, queue],
    optionVariables: ['sampleSize'],
  });
