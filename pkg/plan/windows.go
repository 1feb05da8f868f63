package plan

import (
	"errors"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// windowed is a group and the window that it is requested for, which does not matter for
// current values.
type windowed struct {
	group
	window api.Window
}

// namesRows reports whether rows come with their names: also those that there is nothing
// to say of.
func (w windowed) namesRows() bool { return !w.method.Unnamed }

// windows are the groups to request, each over what its method can serve of the query's
// window. Those that name the rows come first. KPIs without a window have no values; it is
// an error if no other is left, and for an alert rule.
func (p *Plan) windows(q query.Query, n needs, now time.Time) ([]windowed, error) {
	var left []windowed
	var without losses
	cuts := losses{}
	for _, g := range n.rows {
		w, cut, err := g.window(q, now)
		switch {
		case err != nil:
			without = append(without, loss{g, err})
			for _, current := range g.currentIf(err) {
				left = append(left, windowed{group: current})
			}
			continue
		case cut:
			cuts = append(cuts, loss{g, query.Errorf("LivePerson keeps data for %s, so the window starts at %s.", inWords(g.method.Retention), in(q.Location, w.From))})
		}
		left = append(left, windowed{g, w})
		p.noteShortened(q, g, w, "the window")
		p.noteUserTypes(q, g)
	}
	if err := p.noteWithout(q, without); err != nil {
		return nil, err
	}
	p.noteCuts(q, cuts, n.rows)
	if slices.ContainsFunc(left, func(w windowed) bool { return w.hasWindow() }) {
		p.noteYesterday(q, now)
	}
	naming := slices.DeleteFunc(slices.Clone(left), func(w windowed) bool { return !w.namesRows() })
	return append(naming, slices.DeleteFunc(left, windowed.namesRows)...), nil
}

// window is the part of a query's window that a group's method can serve, and whether
// what is missing at its start is gone.
func (g group) window(q query.Query, now time.Time) (w api.Window, cut bool, err error) {
	if err := g.checkFilter(q); err != nil || !g.hasWindow() {
		return w, false, err
	}
	b := g.bounds()
	if w, err = windowOf(q, now, b); err != nil {
		return w, false, err
	}
	switch {
	case g.method.EndsNow && IsPast(q, now):
		return w, false, query.Errorf("The time range ends at %s. LivePerson's %s gives values up to now only. Select a time range that ends now.", in(q.Location, q.Range.To), g.method.Service.Name)
	case g.method.EndsNow && q.Alert && b.exceeds(w.Length()):
		return w, false, query.Errorf("The window starts at %s. LivePerson's %s looks back at most %s. Select a later start.", in(q.Location, w.From), g.method.Service.Name, inWords(b.maxWindow))
	}
	return b.keep(q, w, now)
}

// filterError is why a method can't give what a query filters by.
type filterError struct{ error }

// Unwrap is the error as the person at a panel reads it.
func (e filterError) Unwrap() error { return e.error }

// checkFilter reports a filter that a group's method does not have: without it, values
// would be those of others.
func (g group) checkFilter(q query.Query) error {
	if kind := lackedFilter(q, g.method); kind != "" {
		return filterError{query.Errorf("LivePerson's %s can't filter these KPIs by %s. Remove the filter to see them.", g.method.Service.Name, kind)}
	}
	return nil
}

// lackedFilter is a filter of a query that a method does not have, empty if there is none.
// That it can't tell people from bots is a matter of few conversations and is only noted.
func lackedFilter(q query.Query, m *api.Method) api.FilterKind {
	filter := filterFor(q.Filter, q.Rows)
	for _, kind := range m.CannotFilter {
		if kind != api.UserTypes && filter.Has(kind) {
			return kind
		}
	}
	if filter.Has(api.Channels) && !m.ByChannel {
		return api.Channels
	}
	return ""
}

// currentIf are the group's current values, which need no window, unless it is the filter
// that is the matter.
func (g group) currentIf(err error) []group {
	if errors.As(err, new(filterError)) {
		return nil
	}
	return currentOf([]group{g})
}

// loss is what a group lacks, and why.
type loss struct {
	group
	err error
}

type losses []loss

// kpis are those of a query that a sentence is about: of its window, unless all values of
// a group are lost.
func (l losses) kpis(q query.Query, sentence string) []*catalogue.KPI {
	return slices.DeleteFunc(slices.Clone(q.KPIs), func(kpi *catalogue.KPI) bool {
		return !slices.ContainsFunc(l, func(one loss) bool {
			isAbout := sentence == "" || one.err.Error() == sentence
			return isAbout && (errors.As(one.err, new(filterError)) || !kpi.IsCurrent()) && one.givesPartOf(kpi)
		})
	})
}

// noteWithout says which KPIs have no values, and why. It is an error if no other KPI is
// left, and for an alert rule.
func (p *Plan) noteWithout(q query.Query, without losses) error {
	if len(without) == 0 {
		return nil
	}
	if q.Alert || len(without.kpis(q, "")) == len(q.KPIs) {
		return without[0].err
	}
	for i, one := range without {
		sentence := one.err.Error()
		if slices.IndexFunc(without, func(l loss) bool { return l.err.Error() == sentence }) == i {
			p.Notices.Warn("%s These KPIs have no values: %s.", sentence, query.Labels(without.kpis(q, sentence)))
		}
	}
	return nil
}

// noteCuts says of which KPIs LivePerson no longer has the start of the window. The KPIs
// are not named where that is so of all.
func (p *Plan) noteCuts(q query.Query, cuts losses, groups []group) {
	for i, one := range cuts {
		sentence := one.err.Error()
		first := slices.IndexFunc(cuts, func(l loss) bool { return l.err.Error() == sentence })
		switch about := cuts.kpis(q, sentence); {
		case first != i || len(about) == 0:
		case slices.ContainsFunc(groups, func(g group) bool {
			return g.hasWindow() && !slices.ContainsFunc(cuts, func(l loss) bool { return l.method == g.method })
		}):
			p.Notices.Warn("%s These KPIs cover no more than that: %s.", sentence, query.Labels(about))
		default:
			p.Notices.Warn("%s", sentence)
		}
	}
}
