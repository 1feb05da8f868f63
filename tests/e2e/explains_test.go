//go:build e2e

package e2e

import (
	"regexp"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

var (
	// sentence is one or more of them, not too long for a panel.
	sentence = regexp.MustCompile(`^[A-Z"][^\n]{20,300}\.$`)
	// notice is the same, and may begin with a count.
	notice = regexp.MustCompile(`^(?:[A-Z"]|\d+ )[^\n]{20,300}\.$`)
	// whatToDo is in every sentence about what is wrong: that, or what is allowed.
	whatToDo = regexp.MustCompile(`\b([Ss]elect|[Uu]se|Ask|Add|Remove|Update|Create|Fix|Allowed)\b`)
	// machine is what a program says to its programmers.
	machine = regexp.MustCompile(`%!|\b(nil|json|strconv|unmarshal|panic|goroutine|undefined|null)\b|\d[hm]\d+[ms]`)
)

// explains checks that an answer without data tells a person what to do.
func explains(t *testing.T, answer backend.DataResponse, about string) {
	t.Helper()
	require.Equal(t, backend.StatusBadRequest, answer.Status, "%s: %v", about, answer.Error)
	require.Equal(t, backend.ErrorSourceDownstream, answer.ErrorSource, about)
	for _, f := range answer.Frames { // the names of tiles
		for _, field := range f.Fields {
			for i := range field.Len() {
				require.True(t, field.NilAt(i), "%s has a value of %s", about, field.Name)
			}
		}
	}
	says := answer.Error.Error()
	require.NotContains(t, says, "LivePerson says", "%s went as far as LivePerson", about)
	require.Regexp(t, sentence, says, about)
	require.Regexp(t, whatToDo, says, about)
	require.NotRegexp(t, machine, says, about)
}

// answers checks that a frame is what was asked for, and says so where it is empty.
func (e editor) answers(t *testing.T, q chosen, f *data.Frame, about string) {
	t.Helper()
	require.Equal(t, data.FrameTypeVersion{0, 1}, f.Meta.TypeVersion, about)
	require.Equal(t, e.typeOf(q), f.Meta.Type, about)
	for _, n := range f.Meta.Notices {
		require.Regexp(t, notice, n.Text, about)
		require.NotRegexp(t, machine, n.Text, about)
	}
	if f.Rows() == 0 {
		require.NotEmpty(t, f.Meta.Notices, "%s is empty and does not say why", about)
	}
	for _, id := range q.KPIs {
		field, _ := f.FieldByName(id)
		if field == nil {
			require.Empty(t, f.Fields, "%s lacks %s", about, id) // a trend of no rows
			continue
		}
		require.Equal(t, unitOf(e.kpis.Find(id)), field.Config.Unit, about)
		require.NotEmpty(t, field.Config.DisplayNameFromDS, about)
	}
	if q.Limit > 0 {
		require.LessOrEqual(t, f.Rows(), q.Limit, about)
	}
	if q.OrderBy != nil && e.kpis.Find(q.OrderBy.KPI).Numeric() {
		inOrder(t, f, *q.OrderBy, about)
	}
}

func (e editor) typeOf(q chosen) data.FrameType {
	switch {
	case q.Shape == "series":
		return data.FrameTypeTimeSeriesWide
	case e.kpis.RowKind(q.Rows).Single:
		return data.FrameTypeNumericWide
	}
	return data.FrameTypeNumericLong
}

// inOrder checks the order of rows: those without a value come last, and those that were
// deleted after all others.
func inOrder(t *testing.T, f *data.Frame, by order, about string) {
	t.Helper()
	for row := 1; row < f.Rows(); row++ {
		before, after := number(t, f, by.KPI, row-1), number(t, f, by.KPI, row)
		switch {
		case isDeleted(f, row):
			require.True(t, row == f.Rows()-1 || isDeleted(f, row+1), "a deleted row leads: %s", about)
		case after == nil:
		case before == nil:
			require.Fail(t, "a row without a value comes first", about)
		case by.Desc:
			require.GreaterOrEqual(t, *before, *after, about)
		default:
			require.LessOrEqual(t, *before, *after, about)
		}
	}
}

// isDeleted reports whether a row is one that the account does not have any more.
func isDeleted(f *data.Frame, row int) bool {
	name, ok := f.Fields[0].ConcreteAt(row)
	text, isText := name.(string)
	return ok && isText && strings.HasSuffix(text, "(deleted)")
}

// unitOf is the unit of a KPI in a frame: durations that grow are in hh:mm:ss.
func unitOf(kpi *catalogue.KPI) string {
	if kpi.Grows() {
		return "dthms"
	}
	return kpi.Unit
}
