import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { describeRow } from '../catalogue';
import { type KpiOption, settingsDefault } from '../src/query/kpiOptions';

/** The plugin's id, which is also the type of its data sources. */
export const pluginId = 'kmm-liveperson-datasource';

/** The selected data source: a dashboard of a plugin cannot have a fixed uid. */
export const dataSource = { type: pluginId, uid: '${datasource}' };

const allSelected = { selected: true, text: ['All'], value: ['$__all'] };

const filters = {
  skill: {
    label: describeRow('skill').label,
    description:
      'Shows only the conversations and agents of these skills. Per-agent values cover all of that agent’s conversations.',
  },
  group: {
    label: describeRow('group').label,
    description: 'Shows only the conversations and agents of these agent groups.',
  },
  agent: { label: describeRow('agent').label, description: 'Shows only these agents.' },
  channel: {
    label: 'Channel',
    description:
      'Shows only the conversations on these channels. You can type LivePerson’s name of one that is not listed.',
  },
  state: { label: 'State', description: 'Shows only the conversations that wait in a queue, or that are active.' },
};

/** A variable of a dashboard that filters its queries. */
export type FilterVariable = keyof typeof filters;

function filterVariable(name: FilterVariable): QueryVariableBuilder {
  const kind = `${name}s`;
  const { label, description } = filters[name];
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(dataSource)
    .query({ refId: kind, kind })
    .definition(`All ${kind}`)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc)
    .multi(true)
    .includeAll(true)
    .allValue('*')
    .current(allSelected);
}

const hourChoices = [1, 3, 24].map((hours) => ({ text: hours === 1 ? 'last hour' : `last ${hours} hours`, hours }));

/** The variable with the hours that averages of a dashboard look back, and the first of its values, as in alert rules. */
export const averagingHours = { name: 'hours', value: 1, text: 'last hour' };

/** The time range of a dashboard as titles call it. */
export const resultsWindow = 'selected time range';

/** The text of the selected hours, for titles. */
export const averagingHoursText = `\${${averagingHours.name}:text}`;

/** A variable with the hours that response times and the like look back: an average over a day would hide what happens now. */
export const averagingHoursVariable = (label: string): CustomVariableBuilder =>
  new CustomVariableBuilder(averagingHours.name)
    .label(label)
    .values(hourChoices.map(({ text, hours }) => `${text} : ${hours}`).join(', '))
    .options(
      hourChoices.map(({ text, hours }) => ({ selected: hours === averagingHours.value, text, value: String(hours) }))
    )
    .current({ selected: true, text: averagingHours.text, value: String(averagingHours.value) })
    .multi(false)
    .includeAll(false);

/** The choices of a variable: texts and values, the first of which is selected. */
type Choices = Array<[text: string, value: string]>;

const asSet: Choices[number] = ['Data source default', settingsDefault];

const optionChoices = {
  sampleSize: {
    label: 'Sample size',
    description:
      'Maximum number of conversations to estimate response times and MCS from: of all open ones, and of those closed in each hour. Larger samples are more accurate but need more requests to LivePerson.',
    choices: [asSet, ...['100', '200', '500', '1000', '2000'].map((size): Choices[number] => [size, size])],
  },
  openedWithin: {
    label: 'Opened within',
    description: 'Samples only open conversations that were opened within this time.',
    choices: [
      asSet,
      ['any time', '0'],
      ['30 minutes', '30'],
      ['1 hour', '60'],
      ['3 hours', '180'],
      ['24 hours', '1440'],
    ] as Choices,
  },
  chatServiceLevelSeconds: {
    label: 'Service level threshold',
    description: 'A chat that is answered within this time meets the service level.',
    choices: [
      asSet,
      ...['15', '30', '45', '60', '90', '120'].map((count): Choices[number] => [`${count} seconds`, count]),
    ],
  },
} satisfies Partial<Record<KpiOption, { label: string; description: string; choices: Choices }>>;

/** A variable of a dashboard that sets an option of KPIs, and has its name. */
export type OptionVariable = keyof typeof optionChoices;

/** All such variables. */
export const allOptionVariables = Object.keys(optionChoices) as OptionVariable[];

/** A variable for an option of KPIs. As in LivePerson's own dashboard, it is in a menu. */
export function optionVariable(name: OptionVariable): CustomVariableBuilder {
  const { label, description, choices } = optionChoices[name];
  const options = choices.map(([text, value], index) => ({ selected: index === 0, text, value }));
  return new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .hide(VariableHide.InControlsMenu)
    .values(choices.map((choice) => choice.join(' : ')).join(', '))
    .options(options)
    .current({ selected: true, text: asSet[0], value: asSet[1] })
    .multi(false)
    .includeAll(false);
}

/**
 * The variables of a dashboard: the data source and the filters with these names. Hidden variables are still read from
 * the URL, so that a wall can be opened for some skills only.
 */
export function variables(names: FilterVariable[], hidden = false) {
  const hide = hidden ? VariableHide.HideVariable : VariableHide.DontHide;
  return [
    new DatasourceVariableBuilder('datasource').label('Account').type(pluginId).hide(hide),
    ...names.map((name) => filterVariable(name).hide(hide)),
  ];
}
