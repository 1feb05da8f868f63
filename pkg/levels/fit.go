package levels

import (
	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// The kinds of rows that a filter can leave one of.
const (
	skillRows = "skill"
	groupRows = "group"
)

// Fit says which levels fit the rows of one query.
type Fit struct {
	levels Levels
	// rows is the kind of row whose levels fit, nil if the rows are parts of rows.
	rows *catalogue.RowKind
	// id is the one row that the account's values are of, empty if they are not of one.
	id string
	// unknown reports that no level fits, because the values are too old.
	unknown bool
	// few are the rows whose values of a KPI are estimated from too few conversations, by
	// the KPI's id and theirs: no level fits them.
	few map[string]map[string]bool
}

// Fit says which levels fit the rows of a query. hasSubGroups reports whether there are
// groups below a group; it is called only where that matters, see NeedsGroups.
func (l Levels) Fit(c *catalogue.Catalogue, q query.Query, hasSubGroups func(group string) bool) Fit {
	f := Fit{levels: l, rows: q.Rows}
	skills, groups, agents := len(q.Filter.Skills), len(q.Filter.Groups), len(q.Filter.Agents)
	switch {
	case q.Rows.Roster, q.Rows.Transient: // filters choose rows, whose values stay the same
	case len(q.Filter.Channels) > 0: // a part of each row
		f.rows = nil
	case !q.Rows.Single:
		others := agents
		if q.Rows.ID != skillRows {
			others += skills
		}
		if q.Rows.ID != groupRows {
			others += groups
		}
		if others > 0 {
			f.rows = nil
		}
	case skills+groups+agents == 0:
	case skills == 1 && groups+agents == 0:
		f.rows, f.id = c.RowKind(skillRows), q.Filter.Skills[0]
	case groups == 1 && skills+agents == 0 && !(q.Filter.IncludeSubGroups && hasSubGroups(q.Filter.Groups[0])):
		f.rows, f.id = c.RowKind(groupRows), q.Filter.Groups[0]
	default:
		f.rows = nil
	}
	return f
}

// Unknown is the fit of values that are too old to say anything about this moment.
func (f Fit) Unknown() Fit {
	f.unknown = true
	return f
}

// Without is the fit where values of a KPI, by its id, are estimated from too few
// conversations for rows, by theirs.
func (f Fit) Without(few map[string]map[string]bool) Fit {
	f.few = few
	return f
}

// NeedsGroups reports whether it takes the account's groups to know which levels fit.
func NeedsGroups(q query.Query) bool {
	f := q.Filter
	return q.Rows.Single && f.IncludeSubGroups && len(f.Groups) == 1 && len(f.Skills)+len(f.Agents) == 0
}

// Has reports whether the KPI has levels for any rows, whether or not they fit here.
func (f Fit) Has(kpi *catalogue.KPI) bool { return f.levels.has(kpi) }

// For are the levels that fit a row: its own, else those of its kind.
func (f Fit) For(kpi *catalogue.KPI, id string) catalogue.Levels {
	if own, ok := f.Own(kpi, id); ok {
		return own
	}
	return f.OfKind(kpi)
}

// OfKind are the levels that fit rows without levels of their own.
func (f Fit) OfKind(kpi *catalogue.KPI) catalogue.Levels {
	switch {
	case f.unknown || !f.Has(kpi):
		return catalogue.Levels{}
	case f.rows == nil:
		return kpi.PartLevels()
	}
	return f.levels.ofKind(kpi, f.rows)
}

// Any reports whether a row of the query can have a level of the KPI.
func (f Fit) Any(kpi *catalogue.KPI) bool {
	if !f.OfKind(kpi).None() || f.rows == nil {
		return !f.OfKind(kpi).None()
	}
	for k, own := range f.levels.own {
		if k.kpi == kpi.ID && k.rows == f.rows.ID && k.id != "" && (f.id == "" || f.id == k.id) && !own.None() {
			return true
		}
	}
	return false
}

// Own are the levels that a row has of its own, if it has any: none at all is also its
// own, where its value is of too few conversations.
func (f Fit) Own(kpi *catalogue.KPI, id string) (levels catalogue.Levels, ok bool) {
	if f.few[kpi.ID][id] {
		return catalogue.Levels{}, true
	}
	if f.id != "" {
		id = f.id
	}
	if f.unknown || f.rows == nil || id == "" {
		return catalogue.Levels{}, false
	}
	levels, ok = f.levels.own[key{kpi.ID, f.rows.ID, id}]
	return levels, ok
}
