import { type AlertRowKind, kpis, type Severity } from '../../catalogue';

/** A KPI with alert rules, for one kind of row. */
export interface AlertKpi {
  kpi: string;
  rows: AlertRowKind;
  severities: Severity[];
}

const alertsBy = (rows: AlertRowKind): AlertKpi[] =>
  kpis.flatMap(({ id, alerts }) => (alerts?.[rows] ? [{ kpi: id, rows, severities: alerts[rows] }] : []));

/**
 * The KPIs with alerts in the catalogue: those for which LivePerson's own dashboard has thresholds ("Customizing the
 * dashboard" in its manual). The most important ones have a warning, too. Rules by skill are for the team of that skill;
 * consequences of these KPIs are covered by the account's rules. A single skill has so few responses an hour that its
 * averages cross the warning level by chance; its queue does not.
 */
export const alertKpis: AlertKpi[] = [...alertsBy('account'), ...alertsBy('skill')];
