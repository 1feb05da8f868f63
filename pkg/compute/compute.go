// Package compute makes the values of KPIs from the tables of a plan's steps: fields,
// sums in place of a missing field, differences, times since, and sums over agents.
package compute

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Step is a step of a plan with its result, or why it has none.
type Step struct {
	plan.Step
	Result fetch.Result
	Err    error
	// Recorded are the points of a step for recorded values, nil where there is a gap. Its
	// result is that of the last one of them.
	Recorded []*api.Table
	// Isolated reports that its failure is that of one service, while others respond: only
	// the KPIs that need it are affected.
	Isolated bool
}

// Table has the values of a query's KPIs, in columns with a value for each row.
type Table struct {
	IDs, Names []string
	// Deleted are the ids of the rows whose skill or group was deleted.
	Deleted map[string]bool

	columns []column // of the KPIs
	// asOf is when the current values were right, if that is not now.
	asOf time.Time
}

// column has the values of one KPI.
type column struct {
	kpi     *catalogue.KPI
	numbers []float64 // NaN where there is none
	texts   []string  // of text KPIs instead
	// isSince reports that the numbers are times, and the values how long ago they
	// were.
	isSince bool
	// since are the times since which values grow, NaN in rows where there are numbers
	// instead; nil if no value grows.
	since []float64
	// few are the rows whose values are estimated from too few conversations, by id.
	few map[string]bool
	// rowsUnknown reports that rows which are not there have no values, not even counts of 0.
	rowsUnknown bool
	// failure is why LivePerson does not give the values, else nil.
	failure error
}

// Numbers are a KPI's values, NaN where there is none. They are shared and must not
// be changed.
func (t Table) Numbers(kpi *catalogue.KPI, now time.Time) []float64 {
	c := find(t.columns, kpi)
	if !t.asOf.IsZero() {
		now = t.asOf
	}
	switch {
	case c.since != nil:
		return grown(c, now)
	case c.isSince:
		return mapped(c.numbers, func(at float64) float64 { return api.Since(at, now) })
	case kpi.ValueKind == catalogue.Time:
		return mapped(c.numbers, func(at float64) float64 { return timeBy(at, now) })
	}
	return c.numbers
}

// grown are values that grow, in the rows in which they do.
func grown(c *column, now time.Time) []float64 {
	values := slices.Clone(c.numbers)
	for row, since := range c.since {
		if !math.IsNaN(since) {
			values[row] = api.Since(since, now)
		}
	}
	return values
}

// Since are the times, in epoch milliseconds, since which the values of a KPI grow, NaN in
// rows in which they do not. It is nil where none does, and where it is not known what has
// become of values that are stale.
func (t Table) Since(kpi *catalogue.KPI, now time.Time) []float64 {
	c := find(t.columns, kpi)
	if c.since == nil || !t.asOf.IsZero() {
		return nil
	}
	return mapped(c.since, func(at float64) float64 { return timeBy(at, now) })
}

// timeBy is a time, NaN if it is so far ahead that it is none.
func timeBy(at float64, now time.Time) float64 {
	if api.IsAhead(at, now) {
		return math.NaN()
	}
	return at
}

func mapped(numbers []float64, value func(float64) float64) []float64 {
	values := make([]float64, len(numbers))
	for row, number := range numbers {
		values[row] = value(number)
	}
	return values
}

// Texts are a text KPI's values, empty where there is none. They are shared and must
// not be changed.
func (t Table) Texts(kpi *catalogue.KPI) []string { return find(t.columns, kpi).texts }

// Failure is why LivePerson does not give a KPI, nil if it does.
func (t Table) Failure(kpi *catalogue.KPI) error { return find(t.columns, kpi).failure }

// Rename gives rows other names, by their ids. The old names are shared and stay.
func (t *Table) Rename(names map[string]string) {
	t.Names = slices.Clone(t.Names)
	for row, id := range t.IDs {
		t.Names[row] = cmp.Or(names[id], t.Names[row])
	}
}

// Fill makes the same the value of a KPI in each row: a number, or a text.
func (t *Table) Fill(kpi *catalogue.KPI, number float64, text string) {
	c := find(t.columns, kpi)
	c.numbers, c.texts = slices.Repeat([]float64{number}, len(t.IDs)), slices.Repeat([]string{text}, len(t.IDs))
}

// Value computes the values of a query's KPIs. An agent of a group counts for the
// groups that isDescendant reports it to be below of; nil if only for its own.
func Value(c *catalogue.Catalogue, q query.Query, steps []*Step, isDescendant func(group, of string) bool) Table {
	isAgents := func(s *Step) bool { return s.Role == plan.Agents }
	own := partsOf(steps, func(s *Step) bool { return !isAgents(s) })
	e := evaluator{catalogue: c, rows: q.Rows, merged: merge(q.Rows, own), isDescendant: isDescendant}
	if agents := partsOf(steps, isAgents); len(agents) > 0 {
		e.agents = &evaluator{catalogue: c, rows: c.Roster(), merged: merge(c.Roster(), agents)}
	}
	t := e.table(q.KPIs)
	t.asOf = asOf(own)
	return t
}

// asOf is the time that current values are about where they are stale: what has become
// of them since is not known. It is zero if they are fresh.
func asOf(parts []part) time.Time {
	for _, s := range parts {
		if s.err == nil && !s.Result.CurrentAt.IsZero() {
			return s.Result.CurrentAt
		}
	}
	return time.Time{}
}

// table computes the columns of KPIs.
func (e evaluator) table(kpis []*catalogue.KPI) Table {
	t := Table{IDs: e.ids, Names: e.names, columns: make([]column, len(kpis))}
	for i, kpi := range kpis {
		c := column{kpi: kpi, few: e.few(kpi), rowsUnknown: e.rowsUnknown(kpi), failure: e.failure(kpi)}
		switch {
		case kpi.ValueKind == catalogue.Text:
			c.texts = e.textsOf(kpi)
		case e.isSince(kpi):
			c.numbers, c.isSince = e.numbersOf(e.catalogue.Find(kpi.Formula.Since)), true
		default:
			c.numbers, c.since = e.numbersOf(kpi), e.sinceOf(kpi)
		}
		t.columns[i] = c
	}
	return t
}

// fillLeftOut puts a value where LivePerson left it out.
func fillLeftOut(values []float64, with float64) {
	for i, value := range values {
		if api.IsLeftOut(value) {
			values[i] = with
		}
	}
}

// empty is a column without values.
func empty(rows int) []float64 {
	values := make([]float64, rows)
	for i := range values {
		values[i] = math.NaN()
	}
	return values
}
