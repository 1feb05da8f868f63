import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  DashboardLinkType,
  TimeOptionBuilder,
  TimePickerBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { layOut, place, type Section } from './layout';
import { dataStatus } from './panels/status';
import { withFilters, withOptions, withQueries } from './query';
import {
  averagingHoursVariable,
  type FilterVariable,
  optionVariable,
  type OptionVariable,
  variables,
} from './variables';

// Dashboards inside a plugin are imported in Grafana's classic schema only; the SDK marks its classic
// types as superseded by schema v2. This is the one place that uses them.
/** A dashboard in Grafana's classic schema. */
// eslint-disable-next-line @typescript-eslint/no-deprecated
export type ClassicDashboard = Dashboard;

/** The specification of one dashboard. */
export interface DashboardSpec {
  /** Part of the address; must never change. */
  uid: string;
  title: string;
  description: string;
  sections: Section[];
  /** The filter variables; skill and group by default. */
  variables?: FilterVariable[];
  /** The start of the time range that the dashboard opens with; absent means the last 24 hours. */
  from?: string;
  /** The label of a variable that sets how far back response times and the like look; absent means that there is none. */
  averagingHours?: string;
  /** Variables set these options of KPIs; the others are as in the data source's settings. */
  optionVariables?: OptionVariable[];
  /** The KPI that says how old the data is; `data_status` if absent. */
  status?: string;
  /** Without the line that says how old the data is. */
  hasNoStatus?: boolean;
  /** For a wall screen without interaction: variables and time picker are hidden, and there are no links. */
  isWall?: boolean;
}

const tag = 'liveperson';

const hours = [1, 3, 6, 12, 24].map((count) =>
  range(count === 1 ? 'Last 1 hour' : `Last ${count} hours`, `now-${count}h`)
);

// KMM keeps 14 days; the range ends 5 minutes short of that, so that its start is still available when the query runs.
const timePicker = () =>
  new TimePickerBuilder()
    .refreshIntervals(['30s', '1m', '2m', '5m', '15m', '30m', '1h'])
    .quickRanges([
      ...hours,
      range('Today from 09:00', 'now/d+9h'),
      range('Today so far', 'now/d'),
      range('Yesterday', 'now-1d/d', 'now-1d/d'),
      range('Last 2 days', 'now-2d'),
      range('Last 7 days', 'now-7d'),
      range('Last 14 days', 'now-14d+5m'),
    ]);

function range(display: string, from: string, to = 'now'): TimeOptionBuilder {
  return new TimeOptionBuilder().display(display).from(from).to(to);
}

const keepsFilters = { tooltip: '', targetBlank: false, includeVars: true, keepTime: true };

// As a dropdown, because separate links need a second line on a laptop.
const otherDashboards: DashboardLink = {
  ...keepsFilters,
  title: 'LivePerson dashboards',
  type: DashboardLinkType.Dashboards,
  icon: 'external link',
  tags: [tag],
  asDropdown: true,
};

const wall: DashboardLink = {
  ...keepsFilters,
  title: 'NOC wall',
  type: DashboardLinkType.Link,
  url: '/d/liveperson-wall?kiosk',
  icon: 'bolt',
  tags: [],
  asDropdown: false,
};

const statusSection = (status: string, isWall: boolean): Section => ({
  panels: [place(dataStatus(status, isWall), 0, 0, 24, isWall ? 2 : 1)],
});

/** Builds a dashboard with the common variables, links, time range and refresh interval. */
export function dashboard({
  uid,
  title,
  description,
  sections,
  variables: names = ['skill', 'group'],
  from = 'now-24h',
  averagingHours,
  optionVariables = [],
  status = 'data_status',
  hasNoStatus = false,
  isWall = false,
}: DashboardSpec): ClassicDashboard {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const built = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    // Without the common tag, because the other dashboards have a separate link to the wall.
    .tags(isWall ? [`${tag}-wall`] : [tag])
    .timezone('browser')
    .time({ from, to: 'now' })
    .refresh('30s')
    .timepicker(timePicker().hidden(isWall))
    .tooltip(DashboardCursorSync.Off)
    .editable()
    .variables([
      ...variables(names, isWall),
      ...(averagingHours ? [averagingHoursVariable(averagingHours)] : []),
      ...optionVariables.map(optionVariable),
    ])
    .links((isWall ? [] : [otherDashboards, wall]).map((link) => ({ build: () => link })))
    .build();
  const panels = layOut(hasNoStatus ? sections : [statusSection(status, isWall), ...sections]).map((panel) =>
    withQueries(panel, (query) => withFilters(withOptions(query, optionVariables), names))
  );
  return { ...built, panels };
}
