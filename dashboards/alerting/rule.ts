import { canHaveLevels, type Kpi, thresholdsOf } from '../../catalogue';
import { descriptionOf, kpiOf } from '../panels/kpiOptions';
import { averagingHours } from '../variables';
import type { AlertKpi } from './alertKpis';
import { linkAnnotations, type RuleLinks } from './links';
import {
  expressionStep,
  lastHours,
  onlyCritical,
  queryStep,
  type Rule,
  ruleLabels,
  stateStep,
  withNames,
  withoutBots,
} from './model';
import { summaryOf, textSteps } from './sentence';

/**
 * The window of a window KPI, in hours: that of dashboards, so that colours and alerts agree. Over a day, an average would
 * move too slowly to fire and to recover in time. A KPI of surveys has a day in the catalogue, because a skill gets only a
 * few answers per hour.
 */
const windowHours = ({ hours = averagingHours.value }: AlertKpi['texts']): number => hours;

/** How long a value must be beyond its level before the rule fires. */
const pending = '2m';

/** How long an alert goes on after its value has recovered, so that one that comes back soon is not a new one. */
const keepFiringFor = '5m';

// The states are 1 at or beyond the level and 0.5 close to it: an alert ends only when its value has left the level well
// behind.
const beyondLevel = expressionStep({
  refId: 'B',
  type: 'threshold',
  expression: 'A',
  conditions: [{ evaluator: { type: 'gt', params: [0.9] }, unloadEvaluator: { type: 'lt', params: [0.4] } }],
});

function checkLevels(kpi: Kpi, { rows }: AlertKpi): void {
  if (!thresholdsOf(kpi, rows) || !canHaveLevels(kpi)) {
    throw new Error(
      `The catalogue has no levels of "${kpi.id}" for rows "${rows}": add them to kpis.json, or alert on another KPI.`
    );
  }
}

/**
 * The alert rule of a KPI for a kind of row. Its levels are those of the data source settings, so that it has an alert
 * for each row and severity; where it has both, a critical row has both.
 */
export function ruleOf(alertKpi: AlertKpi, links: RuleLinks): Rule {
  const kpi = kpiOf(alertKpi.kpi);
  checkLevels(kpi, alertKpi);
  const hours = windowHours(alertKpi.texts);
  // With names, so that lists of alerts and silences are readable: a renamed skill has new alerts.
  const values = withNames(queryStep(kpi.id, alertKpi.rows, lastHours(hours)));
  const ofTeam = alertKpi.texts.humansOnly ? withoutBots(values) : values;
  const query = alertKpi.severities.includes('warning') ? ofTeam : onlyCritical(ofTeam);
  return {
    uid: `lp-${alertKpi.rows}-${kpi.id}`.slice(0, 40),
    title: alertKpi.rows === 'skill' ? `${alertKpi.texts.title} for a skill` : alertKpi.texts.title,
    condition: 'B',
    data: [stateStep(query), beyondLevel, ...textSteps(query, kpi)],
    // No responses or closed conversations in the window are not a problem.
    noDataState: 'OK',
    // An outage ends no alert, and starts only one that is pending: the health rule reports it.
    execErrState: 'KeepLast',
    for: pending,
    keepFiringFor,
    ...links.panel,
    annotations: {
      summary: summaryOf(kpi, alertKpi, { hours, pending }),
      description: descriptionOf(kpi, {}),
      ...linkAnnotations(links, alertKpi.rows, kpi.id),
    },
    // Account, severity and skill are labels of the data.
    labels: ruleLabels,
  };
}
