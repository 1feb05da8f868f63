// Package levels says from which values on a KPI needs attention. The catalogue has the
// defaults, and the settings of a data source replace them for a kind of row or for a
// single row. Which of them fit depends on what a query shows: a part of the account has
// no level of the account.
package levels

import (
	"fmt"
	"strconv"

	"github.com/kmm/liveperson-datasource/catalogue"
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
}

// key is what an entry is for. The id is empty for all rows of the kind.
type key struct {
	kpi  *catalogue.KPI
	rows *catalogue.RowKind
	id   string
}

// New makes the levels of a data source of its settings, and says in sentences which
// entries are ignored.
func New(c *catalogue.Catalogue, entries []Entry) (Levels, []string) {
	l := Levels{own: map[key]catalogue.Levels{}}
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
	k := key{c.Find(e.KPI), c.RowKind(e.Rows), e.ID}
	switch {
	case k.kpi == nil:
		return "there is no such KPI. Choose one from the list."
	case k.rows == nil:
		return fmt.Sprintf("there are no such rows. Allowed: %s.", catalogue.List(c.RowKinds()))
	case !k.kpi.AvailableFor(k.rows):
		return fmt.Sprintf("there is no %s by %s. Choose it by %s.", k.kpi.Label, k.rows.Noun, catalogue.List(k.kpi.Rows))
	case !k.kpi.HasDirection():
		return fmt.Sprintf("neither more nor less of %s is better. Remove them.", k.kpi.Label)
	case k.rows.Single && e.ID != "":
		return fmt.Sprintf("there is only one %s, without an ID. Remove the ID.", k.rows.Noun)
	case !levels.InOrder(k.kpi.Better):
		return fmt.Sprintf("the warning level %v is beyond the critical level %v. Swap them.", *e.Warning, *e.Critical)
	}
	if _, twice := l.own[k]; twice {
		return "there are others for the same rows before them. Remove one of the two."
	}
	l.own[k] = levels
	return ""
}

// ofKind are the levels of rows of a kind.
func (l Levels) ofKind(kpi *catalogue.KPI, rows *catalogue.RowKind) catalogue.Levels {
	if own, ok := l.own[key{kpi, rows, ""}]; ok {
		return own
	}
	return kpi.DefaultLevels(rows)
}

// has reports whether any rows have levels of the KPI.
func (l Levels) has(kpi *catalogue.KPI) bool {
	if !kpi.HasDirection() {
		return false
	}
	for k, levels := range l.own {
		if k.kpi == kpi && !levels.None() {
			return true
		}
	}
	return len(kpi.Levels) > 0
}
