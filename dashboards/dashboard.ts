import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  DashboardLinkType,
  TimeOptionBuilder,
  TimePickerBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { layOut, type Section } from './layout';
import { ofChosenAgents } from './query';
import { type Choice, variables } from './variables';

// Dashboards inside a plugin are imported in Grafana's classic schema only; the SDK marks its classic
// types as superseded by schema v2. This is the one place that uses them.
/** A dashboard in Grafana's classic schema. */
// eslint-disable-next-line @typescript-eslint/no-deprecated
export type ClassicDashboard = Dashboard;

/** What is particular to one dashboard. */
export interface Outline {
  /** Part of the address; must never change. */
  uid: string;
  title: string;
  description: string;
  sections: Section[];
  /** What can be chosen; skills and groups by default. */
  choices?: Choice[];
  /** For a screen that nobody touches: no choices, no time picker, no links. */
  isWall?: boolean;
}

const tag = 'liveperson';

const hours = [1, 3, 6, 12, 24].map((count) =>
  range(count === 1 ? 'Last 1 hour' : `Last ${count} hours`, `now-${count}h`)
);

// KMM counts in minutes and keeps 14 days; what began exactly 14 days ago is gone when the question arrives.
const timePicker = () =>
  new TimePickerBuilder()
    .refreshIntervals(['30s', '1m', '2m', '5m', '15m', '30m', '1h'])
    .quickRanges([
      ...hours,
      range('Today so far', 'now/d'),
      range('Yesterday', 'now-1d/d', 'now-1d/d'),
      range('Last 2 days', 'now-2d'),
      range('Last 7 days', 'now-7d'),
      range('Last 14 days', 'now-14d+5m'),
    ]);

function range(display: string, from: string, to = 'now'): TimeOptionBuilder {
  return new TimeOptionBuilder().display(display).from(from).to(to);
}

const keepsChoices = { tooltip: '', targetBlank: false, includeVars: true, keepTime: true };

// In a menu: side by side they take a second line on a laptop.
const otherDashboards: DashboardLink = {
  ...keepsChoices,
  title: 'LivePerson dashboards',
  type: DashboardLinkType.Dashboards,
  icon: 'external link',
  tags: [tag],
  asDropdown: true,
};

const wall: DashboardLink = {
  ...keepsChoices,
  title: 'NOC wall',
  type: DashboardLinkType.Link,
  url: '/d/liveperson-wall?kiosk',
  icon: 'bolt',
  tags: [],
  asDropdown: false,
};

/** A dashboard with what all of ours share: variables, links to each other, the last 24 hours, refreshed each minute. */
export function dashboard({
  uid,
  title,
  description,
  sections,
  choices = ['skill', 'group'],
  isWall = false,
}: Outline): ClassicDashboard {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const built = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    // Without the tag, so that the links of the others do not lead to the wall twice.
    .tags(isWall ? [`${tag}-wall`] : [tag])
    .timezone('browser')
    .time({ from: 'now-24h', to: 'now' })
    .refresh('1m')
    .timepicker(timePicker().hidden(isWall))
    .tooltip(DashboardCursorSync.Off)
    .editable()
    .variables(variables(choices, isWall))
    .links((isWall ? [] : [otherDashboards, wall]).map((link) => ({ build: () => link })))
    .build();
  const panels = layOut(sections);
  return { ...built, panels: choices.includes('agent') ? panels.map(ofChosenAgents) : panels };
}
