package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Parse reads a stored query. Its errors are of type *Error.
func Parse(kpis *catalogue.Catalogue, raw []byte, timeRange Range) (Query, error) {
	s, err := decode(raw)
	if err != nil {
		return Query{}, err
	}
	if s.untouched() {
		s.Rows, s.KPIs = string(catalogue.Skill), []string{"unassigned_conversations"}
	}
	if s.SchemaVersion > Version {
		return Query{}, sayf("The query was saved by a newer version of this data source (schemaVersion %d; this one reads up to %d). Update the plugin.", s.SchemaVersion, Version)
	}
	return build(kpis, s, timeRange)
}

func build(kpis *catalogue.Catalogue, s stored, timeRange Range) (q Query, err error) {
	q.Range = timeRange
	if q.Rows, err = parseRows(s.Rows); err != nil {
		return Query{}, err
	}
	if q.KPIs, err = parseKPIs(kpis, s.KPIs, q.Rows); err != nil {
		return Query{}, err
	}
	if q.Filter, err = parseFilter(s.Filter, q.Rows); err != nil {
		return Query{}, err
	}
	if q.Series, q.Interval, err = parseShape(s, q.KPIs); err != nil {
		return Query{}, err
	}
	if q.Window, err = parseWindow(s.Window); err != nil {
		return Query{}, err
	}
	if q.OrderBy, err = parseOrder(s.OrderBy, q.KPIs); err != nil {
		return Query{}, err
	}
	if s.Limit < 0 || s.Limit != float64(int(s.Limit)) {
		return Query{}, sayf("The limit %v is not a number of rows. Use a whole number, or leave it empty for all rows.", s.Limit)
	}
	q.Limit = int(s.Limit)
	return q, nil
}

func parseRows(text string) (catalogue.Rows, error) {
	switch rows := catalogue.Rows(text); rows {
	case "":
		return catalogue.Account, nil
	case catalogue.Account, catalogue.Skill, catalogue.Group, catalogue.Agent:
		return rows, nil
	}
	return "", sayf("The query asks for rows by %q. Allowed: account, skill, group, agent.", text)
}

func parseKPIs(all *catalogue.Catalogue, ids []string, rows catalogue.Rows) ([]*catalogue.KPI, error) {
	var chosen []*catalogue.KPI
	for _, id := range ids {
		id = strings.TrimSpace(id)
		if id == "" {
			continue
		}
		kpi := all.Find(id)
		if kpi == nil && isVariable(id) {
			return nil, sayf("The query asks for the KPI %s, a variable that has no value here. Alert rules have no variables: choose KPIs from the list instead.", id)
		}
		if kpi == nil {
			return nil, sayf("There is no KPI %q. Choose one from the list in the query editor.", id)
		}
		if !kpi.Has(rows) {
			return nil, sayf("There is no %s by %s (%q): choose it by %s.", kpi.Label, rows, id, choice(kpi.Rows)+namesake(all, kpi, rows))
		}
		if !slices.Contains(chosen, kpi) {
			chosen = append(chosen, kpi)
		}
	}
	if len(chosen) == 0 {
		return nil, sayf("The query has no KPI. Choose at least one.")
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
		return nil, sayf("The query orders by %q, which is not one of its KPIs. Add that KPI or order by another.", id)
	}
	return &Order{KPI: kpis[i], Desc: s.Desc}, nil
}

// choice is a list of rows as people say it: skill, group or agent.
func choice(rows []catalogue.Rows) string {
	text := string(rows[0])
	for i, r := range rows[1:] {
		if i == len(rows)-2 {
			text += " or " + string(r)
		} else {
			text += ", " + string(r)
		}
	}
	return text
}

// namesake offers the KPI of the same label that the rows do have, if any: an
// agent's Max slots and those of all agents are two KPIs.
func namesake(all *catalogue.Catalogue, of *catalogue.KPI, rows catalogue.Rows) string {
	for _, kpi := range all.All() {
		if kpi.Label == of.Label && kpi.Has(rows) {
			return fmt.Sprintf(", or choose %q", kpi.ID)
		}
	}
	return ""
}

func sayf(format string, args ...any) *Error {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = brief(text)
		}
	}
	return &Error{Sentence: fmt.Sprintf(format, args...)}
}

// longest is how much of a value a sentence shows, in characters.
const longest = 80

// brief is a value on one line that leaves room for the rest of a sentence.
func brief(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return string(runes)
}
