import type { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { topRows } from './panels/bars';
import { closedBy, sharePie } from './panels/pie';
import { headline, stat, stats } from './panels/stat';
import { responseTimes } from './panels/responseTimes';
import { trend, trendBy } from './panels/trend';

const lineColours = ['blue', 'purple', 'light-blue', 'gray', 'light-purple'];
const colouredResponseTimes = responseTimes.map((time, index) => ({ ...time, colour: lineColours[index] ?? 'text' }));

// In the description instead of a permanent notice, which would hide notices about errors.
const wholeHoursNote =
  'Each point is a whole hour, also the one in which the time range begins: all points together can count more than the time range has.';

function withWholeHoursNote(counts: TimeSeriesBuilder): TimeSeriesBuilder {
  return counts.description(`${counts.build().description ?? ''}\n\n${wholeHoursNote}`);
}

const conversations: Section = {
  title: 'Closed in the chosen time range',
  panels: [
    place(withWholeHoursNote(trend('Closed by whom, by hour', closedBy, true)), 0, 0, 14, 8),
    place(stat('closed_conversations'), 14, 0, 5, 3),
    place(stat('transfers'), 19, 0, 5, 3),
    place(sharePie('Closed by', closedBy), 14, 3, 10, 5),
  ],
};

const quality: Section = {
  title:
    'Satisfaction and response times in the chosen time range (averages: of its last 24 hours at most, or by hour)',
  panels: [
    place(headline('csat'), 0, 0, 4, 3),
    place(stats('Response times', responseTimes), 4, 0, 20, 3),
    place(trend('CSAT by hour', [{ id: 'csat', name: 'CSAT', colour: 'blue' }], false), 0, 3, 8, 5),
    place(trend('Response times by hour', colouredResponseTimes, false), 8, 3, 16, 5),
  ],
};

const bySkill: Section = {
  panels: [
    place(withWholeHoursNote(trendBy('closed_conversations', 'skill')), 0, 0, 11, 6),
    place(topRows('csat', 'skill', 6), 11, 0, 6, 6),
    place(topRows('avg_wait_time_first_response', 'skill', 6), 17, 0, 7, 6),
  ],
};

/** Closed conversations of the last 24 hours or another time range: who closed them, response times and CSAT. */
export const closed = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-closed',
    title: 'LivePerson: Last 24 hours',
    description:
      'Conversations that were closed in the time range above: the last so many hours, or since an hour of today.',
    sections: [conversations, quality, bySkill],
  });
