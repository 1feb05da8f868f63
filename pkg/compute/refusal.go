package compute

import "github.com/kmm/liveperson-datasource/catalogue"

// RefusalOf is why LivePerson refuses what a KPI is made of, nil if it does not.
func (a Answer) RefusalOf(kpis *catalogue.Catalogue, kpi *catalogue.KPI) error {
	if len(a.Refused) == 0 && len(a.AgentsRefused) == 0 {
		return nil
	}
	if source := kpi.From(a.Rows.API()); source != nil {
		err := a.Refused[source.Field]
		if err != nil && kpi.Fallback != nil {
			return a.anyRefusal(kpis, kpi.Fallback.Of)
		}
		return err
	}
	switch f := kpi.Formula; {
	case f.Agents != nil:
		agents := Answer{Rows: catalogue.Agent, Refused: a.AgentsRefused}
		return agents.anyRefusal(kpis, f.Agents.KPIs())
	case f.Since != "":
		return a.anyRefusal(kpis, []string{f.Since})
	default:
		return a.anyRefusal(kpis, f.Difference)
	}
}

func (a Answer) anyRefusal(kpis *catalogue.Catalogue, ids []string) error {
	for _, id := range ids {
		if err := a.RefusalOf(kpis, kpis.Find(id)); err != nil {
			return err
		}
	}
	return nil
}
