import { type AlertRowKind, type Alerts, kpis, type Severity } from '../../catalogue';

/** A KPI with an alert rule, for one kind of row. */
export interface AlertKpi {
  kpi: string;
  rows: AlertRowKind;
  severities: Severity[];
  /** The words of its rule. */
  texts: Alerts;
}

const alertsBy = (rows: AlertRowKind): AlertKpi[] =>
  kpis.flatMap(({ id, alerts }) => {
    const severities = alerts?.rows[rows];
    return alerts && severities ? [{ kpi: id, rows, severities, texts: alerts }] : [];
  });

/**
 * The KPIs with alerts in the catalogue: those for which LivePerson's own dashboard has thresholds ("Customizing the
 * dashboard" in its manual). Rules by skill are for the team of that skill; consequences of these KPIs are covered by the
 * account's rules. They warn where dashboards do, except of a skill's load, time to first response and CSAT: a skill with
 * few agents, responses or answers reaches these warning levels by chance.
 */
export const alertKpis: AlertKpi[] = [...alertsBy('account'), ...alertsBy('skill')];
