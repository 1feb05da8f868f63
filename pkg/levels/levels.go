// Package levels says from which values on a KPI needs attention. The catalogue has the
// defaults, and the settings of a data source replace them for a kind of row or for a
// single row. Which of them fit depends on what a query shows: a part of the account has
// no level of the account.
package levels

import (
	"fmt"
	"strconv"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Entry is a setting: the levels of a KPI for rows of a kind, or for the one with this
// id. It replaces both levels; nil is no level.
type Entry struct {
	KPI, Rows, ID     string
	Warning, Critical *float64 // in the unit of the KPI: ms, a ratio, a count
}

// Levels are the levels of a data source. They are safe for concurrent use.
type Levels struct {
	own map[key]catalogue.Levels
	// kpis are the ids of those that have an own level.
	kpis map[string]bool
}

// key is what an entry is for, by ids. That of the row is empty for all of the kind.
type key struct{ kpi, rows, id string }

// New makes the levels of a data source of its settings, and says in sentences which
// entries are ignored.
func New(c *catalogue.Catalogue, entries []Entry) (Levels, []string) {
	l := Levels{own: map[key]catalogue.Levels{}, kpis: map[string]bool{}}
	var ignored []string
	for _, entry := range entries {
		if problem := l.add(c, entry); problem != "" {
			ignored = append(ignored, fmt.Sprintf("The levels of %s are ignored: %s", entry, problem))
		}
	}
	return l, ignored
}

// String names what an entry is for.
func (e Entry) String() string {
	text := strconv.Quote(e.KPI) + " by " + strconv.Quote(e.Rows)
	if e.ID != "" {
		text += " " + e.ID
	}
	return text
}

// add adds an entry, or says what is wrong with it.
func (l Levels) add(c *catalogue.Catalogue, e Entry) string {
	levels := catalogue.Levels{Warning: e.Warning, Critical: e.Critical}
	kpi, rows := c.Find(e.KPI), c.RowKind(e.Rows)
	switch {
	case kpi == nil:
		return "there is no such KPI. Select one from the list."
	case rows == nil:
		return fmt.Sprintf("there are no such rows. Allowed: %s.", catalogue.List(c.RowKinds()))
	case !kpi.AvailableFor(rows):
		return fmt.Sprintf("%s is not available by %s. Set levels by %s.", kpi.Label, rows.Noun, catalogue.List(kpi.Rows))
	case !kpi.HasDirection():
		return fmt.Sprintf("%s can't have levels. Remove them.", kpi.Label)
	case rows.Single && e.ID != "":
		return fmt.Sprintf("there is only one %s. Remove the ID.", rows.Noun)
	case e.ID != "" && !api.IsID(e.ID):
		return fmt.Sprintf("%q is not an ID. Remove the entry, and add levels for the %s that you mean.", e.ID, rows.Noun)
	case !levels.InOrder(kpi.Better):
		return fmt.Sprintf("the warning level %v is beyond the critical level %v. Swap them.", *e.Warning, *e.Critical)
	}
	k := key{e.KPI, e.Rows, e.ID}
	if _, twice := l.own[k]; twice {
		return "an earlier entry has the same KPI and rows. Remove one of the two."
	}
	l.own[k] = levels
	l.kpis[e.KPI] = l.kpis[e.KPI] || !levels.None()
	return ""
}

// ofKind are the levels of rows of a kind.
func (l Levels) ofKind(kpi *catalogue.KPI, rows *catalogue.RowKind) catalogue.Levels {
	if own, ok := l.own[key{kpi.ID, rows.ID, ""}]; ok {
		return own
	}
	return kpi.DefaultLevels(rows)
}

// has reports whether any rows have levels of the KPI.
func (l Levels) has(kpi *catalogue.KPI) bool {
	return kpi.HasDirection() && (len(kpi.Levels) > 0 || l.kpis[kpi.ID])
}
