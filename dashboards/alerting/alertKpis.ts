import { type AlertRowKind, type AlertTexts, kpis } from '../../catalogue';

/** A KPI with an alert rule, for one kind of row. */
export interface AlertKpi {
  kpi: string;
  rows: AlertRowKind;
  /** The words of its rule. */
  texts: AlertTexts;
}

const alertsBy = (rows: AlertRowKind): AlertKpi[] =>
  kpis.flatMap(({ id, alerts }) => (alerts?.rows.includes(rows) ? [{ kpi: id, rows, texts: alerts }] : []));

/**
 * The KPIs with alerts in the catalogue: those for which LivePerson's own dashboard has thresholds ("Customizing the
 * dashboard" in its manual). Rules by skill are for the team of that skill; consequences of these KPIs are covered by the
 * account's rules.
 */
export const alertKpis: AlertKpi[] = [...alertsBy('account'), ...alertsBy('skill')];
