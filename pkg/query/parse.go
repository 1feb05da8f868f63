package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// The query of the editor that is new, see isNew.
const (
	newRows = "skill"
	newKPI  = "unassigned_conversations"
)

// Parse reads a stored query. Its errors are of type *Error.
func Parse(c *catalogue.Catalogue, raw []byte, timeRange Range, options ...Option) (Query, error) {
	s, err := decode(raw)
	if err != nil {
		return Query{}, err
	}
	if s.isNew() {
		s.Rows, s.KPIs = newRows, []string{newKPI}
	}
	if s.SchemaVersion > Version {
		return Query{}, newerVersion(s)
	}
	if s.Annotation != nil { // data sources get those apart
		return Query{}, Errorf("Annotations can't be used in alert rules. Create a query with a KPI.")
	}
	q, err := build(c, s, timeRange)
	for _, option := range options {
		if err == nil {
			q, err = option(q)
		}
	}
	if err == nil {
		err = q.checkHistory()
	}
	if q.Location == nil {
		q.Location = time.UTC
	}
	q.Sample, q.AnswerWithin = withDefaults(q.Sample, DefaultSample), cmp.Or(q.AnswerWithin, DefaultAnswerWithin)
	return q, err
}

func newerVersion(s stored) error {
	return Errorf("The query was saved by a newer version of this data source (schemaVersion %d; this one reads up to %d). Update the plugin.", s.SchemaVersion, Version)
}

func build(c *catalogue.Catalogue, s stored, timeRange Range) (q Query, err error) {
	q.Range, q.EndsNow = timeRange, s.EndsNow
	if q.Unchosen, err = s.dropEmptyVariables(c); err != nil {
		return Query{}, err
	}
	if q.Rows, err = parseRows(c, s.Rows); err != nil {
		return Query{}, err
	}
	if q.KPIs, err = parseKPIs(c, s.KPIs, q.Rows); err != nil {
		return Query{}, err
	}
	if q.Filter, err = parseFilter(c, s.Filter, q.Rows); err != nil {
		return Query{}, err
	}
	if q.Series, q.Interval, err = parseShape(s, q.Rows, q.KPIs); err != nil {
		return Query{}, err
	}
	if q.Window, err = parseWindow(s.Window); err != nil {
		return Query{}, err
	}
	if err = q.parseLocation(s); err != nil {
		return Query{}, err
	}
	if err = q.parseLayout(s); err != nil {
		return Query{}, err
	}
	if q.OrderBy, err = parseOrder(s.OrderBy, q.KPIs); err != nil {
		return Query{}, err
	}
	if q.Limit, err = parseLimit(s.Limit); err != nil {
		return Query{}, err
	}
	if err = q.parseComparison(s); err != nil {
		return Query{}, err
	}
	if q.Sample, err = parseSample(s); err != nil {
		return Query{}, err
	}
	if q.AnswerWithin, err = ParseAnswerWithin(string(s.ChatServiceLevel)); err != nil {
		return Query{}, err
	}
	q.NameLabels = s.NameLabels
	return q, q.parseLevels(c, s)
}

// parseLimit is how many rows to show at most, 0 for all.
func parseLimit(n number) (int, error) {
	const use = "Use a whole number, or leave it empty for all rows."
	switch {
	case isAll(n.text):
		return 0, nil
	case n.text != "":
		return 0, Errorf("The limit %q is invalid. "+advice(n.text, use), n.text)
	case n.value < 0 || n.value != float64(int(n.value)):
		return 0, Errorf("The limit %v is invalid. "+use, n.value)
	}
	return int(n.value), nil
}

func parseRows(c *catalogue.Catalogue, id string) (*catalogue.RowKind, error) {
	if id == "" {
		return c.RowKinds()[0], nil
	}
	if rows := c.RowKind(id); rows != nil {
		return rows, nil
	}
	return nil, Errorf("Rows by %q are not supported. Allowed: %s.", id, catalogue.List(c.RowKinds()))
}

func parseKPIs(c *catalogue.Catalogue, ids []string, rows *catalogue.RowKind) ([]*catalogue.KPI, error) {
	var chosen []*catalogue.KPI
	for _, id := range ids {
		id = strings.TrimSpace(id)
		if id == "" {
			continue
		}
		kpi := c.Find(id)
		if kpi == nil && isVariable(id) {
			return nil, Errorf("The KPI %s is a variable that has no value here. Alert rules and public dashboards don't support variables: select KPIs from the list instead.", id)
		}
		if kpi == nil {
			return nil, Errorf("There is no KPI %q. Select one from the list in the query editor.", id)
		}
		if !kpi.AvailableFor(rows) {
			return nil, Errorf("%s is not available by %s (%q). Select it by %s.", kpi.Label, rows.ID, id, catalogue.List(kpi.Rows)+sameLabelKPI(c, kpi, rows))
		}
		if !slices.Contains(chosen, kpi) {
			chosen = append(chosen, kpi)
		}
	}
	if len(chosen) == 0 {
		return nil, Errorf("Select at least one KPI.")
	}
	return chosen, nil
}

func parseOrder(s *storedOrderBy, kpis []*catalogue.KPI) (*Order, error) {
	if s == nil || strings.TrimSpace(s.KPI) == "" {
		return nil, nil
	}
	id := strings.TrimSpace(s.KPI)
	i := slices.IndexFunc(kpis, func(kpi *catalogue.KPI) bool { return kpi.ID == id })
	if i < 0 {
		return nil, Errorf("The query is sorted by %q, which is not one of its KPIs. "+advice(id, "Add that KPI, or sort by another."), id)
	}
	if err := s.WorstFirst.check("orderBy.worstFirst"); err != nil {
		return nil, err
	}
	return &Order{KPI: kpis[i], Desc: s.Desc.on, WorstFirst: s.WorstFirst.on}, s.Desc.check("orderBy.desc")
}

// sameLabelKPI offers the KPI of the same label that the rows do have, if any: an
// agent's Max slots and those of all agents are two KPIs.
func sameLabelKPI(c *catalogue.Catalogue, of *catalogue.KPI, rows *catalogue.RowKind) string {
	for _, kpi := range c.All() {
		if kpi.Label == of.Label && kpi.AvailableFor(rows) {
			return fmt.Sprintf(", or select %q", kpi.ID)
		}
	}
	return ""
}
