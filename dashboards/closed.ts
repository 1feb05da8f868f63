import type { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { type ClassicDashboard, dashboard } from './dashboard';
import { place, type Section } from './layout';
import { worst } from './panels/bars';
import { closedBy, shares } from './panels/shares';
import { headline, stat, stats } from './panels/stat';
import { times } from './panels/times';
import { trend, trendBy } from './panels/trend';

const colours = ['blue', 'purple', 'light-blue', 'gray', 'light-purple'];
const colouredTimes = times.map((time, index) => ({ ...time, colour: colours[index] ?? 'text' }));

// In the description rather than a notice: that would be there all day, and hide the ones that tell of a fault.
const wholeHours =
  'Each point is a whole hour, also the one in which the time range begins: all points together can count more than the time range has.';

function withWholeHours(counts: TimeSeriesBuilder): TimeSeriesBuilder {
  return counts.description(`${counts.build().description ?? ''}\n\n${wholeHours}`);
}

const conversations: Section = {
  title: 'Closed in the chosen time range',
  panels: [
    place(withWholeHours(trend('Closed by whom, by hour', closedBy, true)), 0, 0, 14, 8),
    place(stat('closed_conversations'), 14, 0, 5, 3),
    place(stat('transfers'), 19, 0, 5, 3),
    place(shares('Closed by', closedBy), 14, 3, 10, 5),
  ],
};

const quality: Section = {
  title:
    'Satisfaction and response times in the chosen time range (averages: of its last 24 hours at most, or by hour)',
  panels: [
    place(headline('csat'), 0, 0, 4, 3),
    place(stats('Response times', times), 4, 0, 20, 3),
    place(trend('CSAT by hour', [{ id: 'csat', name: 'CSAT', colour: 'blue' }], false), 0, 3, 8, 5),
    place(trend('Response times by hour', colouredTimes, false), 8, 3, 16, 5),
  ],
};

const bySkill: Section = {
  panels: [
    place(withWholeHours(trendBy('closed_conversations', 'skill')), 0, 0, 11, 6),
    place(worst('csat', 'skill', 6), 11, 0, 6, 6),
    place(worst('avg_wait_time_first_response', 'skill', 6), 17, 0, 7, 6),
  ],
};

/** What was closed in the last 24 hours or another time range: by whom, how fast, and how consumers found it. */
export const closed = (): ClassicDashboard =>
  dashboard({
    uid: 'liveperson-closed',
    title: 'LivePerson: Last 24 hours',
    description:
      'Conversations that were closed in the time range above: the last so many hours, or since an hour of today.',
    sections: [conversations, quality, bySkill],
  });
