package plan

import (
	"cmp"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// group is a method and the KPIs that a query needs of it.
type group struct {
	rows    *catalogue.RowKind
	method  *api.Method
	groupBy string
	sources []Source
}

// needs are the KPIs to request so that those of a query can be computed, each
// once: of the query's own rows, and of agents for sums over them.
type needs struct{ rows, agents []group }

// resolver finds the sources of a query's KPIs.
type resolver struct {
	*Planner
	query query.Query
	now   time.Time
	needs needs
}

func (p *Planner) resolve(q query.Query, now time.Time) (needs, error) {
	r := resolver{Planner: p, query: q, now: now}
	for _, kpi := range q.KPIs {
		if err := r.need(kpi, q.Rows, &r.needs.rows); err != nil {
			return needs{}, err
		}
	}
	return r.needs, nil
}

// need adds a KPI, or what it is computed from, to the groups of its rows.
func (r *resolver) need(kpi *catalogue.KPI, rows *catalogue.RowKind, groups *[]group) error {
	if hasSource(*groups, kpi) {
		return nil
	}
	method := r.choose(kpi, rows)
	switch {
	case method != nil:
		addSource(groups, rows, method, r.methods[method.API], kpi)
	case kpi.Provenance() != nil:
		return r.need(r.catalogue.Find(kpi.Provenance().Of), rows, groups)
	case kpi.Formula == nil:
		return query.Errorf("LivePerson does not return %q by %s for this time range. Select another KPI or a time range that ends now.", kpi.Label, rows.ID)
	case kpi.Formula.Agents != nil:
		for _, id := range kpi.Formula.Agents.KPIs() {
			if err := r.need(r.catalogue.Find(id), r.catalogue.Roster(), &r.needs.agents); err != nil {
				return err
			}
		}
		return nil
	}
	if method != nil && kpi.Fallback == nil {
		return nil
	}
	for _, id := range kpi.RowParts() {
		if part := r.catalogue.Find(id); part.AvailableFor(rows) {
			if err := r.need(part, rows, groups); err != nil {
				return err
			}
		}
	}
	return nil
}

// choose is the method that gives a KPI for rows of a kind: the first of its sources
// that fits the query. If none does, it is the one that comes closest, and one that lacks a
// filter of the query only where all do. Nil if there is none. Histories are chosen for whole trends, see historyOf.
func (r *resolver) choose(kpi *catalogue.KPI, rows *catalogue.RowKind) *catalogue.RowMethod {
	var best, unfiltered *catalogue.RowMethod
	for _, source := range kpi.Sources {
		i := slices.IndexFunc(rows.Methods, func(m catalogue.RowMethod) bool { return m.API == source.API })
		method := r.methods[source.API]
		if i < 0 || method == nil || method.MaxPoints > 0 {
			continue
		}
		switch {
		case lackedFilter(r.query, method) != "":
			unfiltered = cmp.Or(unfiltered, &rows.Methods[i])
		case kpi.IsCurrent() || r.ends(method) && r.reaches(method):
			return &rows.Methods[i]
		case best == nil || r.isCloser(method, r.methods[best.API]):
			best = &rows.Methods[i]
		}
	}
	return cmp.Or(best, unfiltered)
}

// isCloser reports whether a method comes closer to a query's window than another one:
// it ends when the query does, and reaches back further.
func (r *resolver) isCloser(m, than *api.Method) bool {
	if r.ends(m) != r.ends(than) {
		return r.ends(m)
	}
	return m.Retention > than.Retention
}

// ends reports whether a method's windows can end when those of the query do.
func (r *resolver) ends(m *api.Method) bool {
	return !m.EndsNow || !r.query.Series && !IsPast(r.query, r.now)
}

// reaches reports whether a method still has the start of the query's window.
func (r *resolver) reaches(m *api.Method) bool {
	if m.Retention == 0 {
		return true
	}
	start := r.query.Range.From
	if !r.query.Series && r.query.Window.Kind == query.WindowLast {
		start = api.Earlier(r.query.Range.To, r.now).Add(-r.query.Window.Last)
	}
	return !start.Before(r.now.Add(-m.Retention))
}

func hasSource(groups []group, kpi *catalogue.KPI) bool {
	for _, g := range groups {
		if slices.ContainsFunc(g.sources, func(s Source) bool { return s.KPI == kpi }) {
			return true
		}
	}
	return false
}

func addSource(groups *[]group, rows *catalogue.RowKind, by *catalogue.RowMethod, m *api.Method, kpi *catalogue.KPI) {
	i := slices.IndexFunc(*groups, func(g group) bool { return g.method == m })
	if i < 0 {
		i = len(*groups)
		*groups = append(*groups, group{rows: rows, method: m, groupBy: by.GroupBy})
	}
	(*groups)[i].sources = append((*groups)[i].sources, sourceOf(kpi, m))
}

func sourceOf(kpi *catalogue.KPI, m *api.Method) Source {
	s := kpi.SourceFor(m.Name)
	source := Source{KPI: kpi, Column: api.Column{Metric: s.Metric, Field: s.Field, Current: kpi.IsCurrent(), Numbers: numbersOf(kpi)}}
	if s.Since != "" {
		source.Since = &api.Column{Field: s.Since, Current: kpi.IsCurrent(), Numbers: api.Moments}
	}
	return source
}

// numbersOf says which numbers a KPI can have.
func numbersOf(kpi *catalogue.KPI) api.Numbers {
	switch {
	case kpi.ValueKind == catalogue.Time:
		return api.Moments
	case kpi.Signed:
		return api.Signed
	}
	return api.NotNegative
}

// NeedsGroups reports whether a query can be planned only with the account's groups:
// methods by agent know no sub-groups of their own.
func (p *Planner) NeedsGroups(q query.Query) bool {
	if !q.Filter.IncludeSubGroups || q.Rows.Roster {
		return q.Filter.IncludeSubGroups
	}
	needs, err := p.resolve(q, q.Range.To)
	return err == nil && len(needs.agents) > 0
}
