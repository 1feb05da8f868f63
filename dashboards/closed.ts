import { type ClassicDashboard, dashboard } from './dashboard';
import { place, placeInLine, type Section } from './layout';
import { topRows } from './panels/bars';
import { withNote } from './panels/kpiOptions';
import { closedBy, sharePie } from './panels/pie';
import { responseTimes, responseTimeStats } from './panels/responseTimes';
import { seriesColours } from './panels/seriesColours';
import { headline, stat } from './panels/stat';
import { heatBy, trend } from './panels/trend';

// In descriptions instead of permanent notices, which would hide notices about errors.
const wholeHoursNote =
  'Each point covers a full hour, including the hour in which the time range starts, so the points can add up to more than the total of the time range.';
const upToADay = 'up to 24 hours';
const lastDayNote = 'If the time range is longer than 24 hours, only its last 24 hours count.';

const conversations: Section = {
  title: 'Closed in the selected time range',
  panels: [
    place(withNote(trend('Closed per hour, by who closed', closedBy, true), wholeHoursNote), 0, 0, 14, 6),
    place(stat('closed_conversations'), 14, 0, 4, 3),
    place(stat('transfers'), 14, 3, 4, 3),
    place(sharePie('Closed by', closedBy), 18, 0, 6, 6),
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

/** Closed conversations of the time range: who closed them, response times and CSAT. */
export const closed = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-closed',
    title: 'LivePerson: Closed conversations',
    description: 'Conversations closed in the selected time range: who closed them, CSAT and response times.',
    sections: [conversations, quality, bySkill],
  });
