//go:build e2e

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Every KPI of every row, over several windows and filters, is what the books say.
func TestEveryValueMatchesTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	skills, groups := p.list(t, "skills"), p.list(t, "groups")
	require.Len(t, skills, 12)
	require.Len(t, groups, 6)
	someSkill, someGroup := anyOf(skills), anyOf(groups)

	filters := map[string]struct {
		filter map[string]any
		books  string
	}{
		"all":          {nil, ""},
		"one skill":    {map[string]any{"skills": []string{someSkill}}, "skillIds=" + someSkill},
		"one group":    {map[string]any{"groups": []string{someGroup}}, "groupIds=" + someGroup},
		"skill, group": {map[string]any{"skills": []string{someSkill}, "groups": []string{someGroup}}, "skillIds=" + someSkill + "&groupIds=" + someGroup},
	}
	for name, f := range filters {
		t.Run(name, func(t *testing.T) {
			for _, window := range []struct{ from, to time.Duration }{
				{-time.Hour, 0}, {-23 * time.Hour, 0}, {-5 * 24 * time.Hour, -5*24*time.Hour + 7*time.Hour + 20*time.Second},
			} {
				from, to := now.Add(window.from), now.Add(window.to)
				b := readBooks(t, address, from.Truncate(time.Minute), to, f.books)
				compare(t, p, "account", f.filter, from, to, map[string]map[string]*float64{"": b.Account})
				compare(t, p, "skill", f.filter, from, to, b.Skills)
				compare(t, p, "group", f.filter, from, to, b.Groups)
			}
		})
	}
}

// wholeSample is more conversations than are closed in an hour, or are open.
const wholeSample = 400

// compare asks for all KPIs of these rows and holds them against the books.
func compare(t *testing.T, p *pluginProcess, id string, filter map[string]any, from, to time.Time, truth map[string]map[string]*float64) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	rows := kpis.RowKind(id)
	var ids []string
	for _, kpi := range kpis.All() {
		if kpi.AvailableFor(rows) && kpi.Provenance() == nil && !isOfOperations(kpi) && !isOfChats(kpi) && !isMonitored(kpi) {
			ids = append(ids, kpi.ID)
		}
	}
	raw, err := json.Marshal(map[string]any{"rows": rows.ID, "kpis": ids, "filter": filter, "sampleSize": wholeSample})
	require.NoError(t, err)
	f := whenLoaded(t, p, raw, backend.TimeRange{From: from, To: to})
	if rows.Single {
		require.Equal(t, 1, f.Rows())
	} else if filter == nil { // a skill may have nothing to do in a group for an hour
		require.NotZero(t, f.Rows())
	}
	shown := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if !rows.Single {
			id = text(t, f, rows.ID+"Id", row)
		}
		shown[id] = true
		want, known := truth[id]
		require.True(t, known, "the books do not know %s %q", rows.ID, id)
		for _, kpi := range ids {
			requireExpected(t, kpis.Find(kpi), want, number(t, f, kpi, row), "%s of %s %q", kpi, rows.ID, id)
		}
	}
	for id, values := range truth {
		require.True(t, shown[id] || nothing(values), "%s %q is in the books and not in the response", rows.ID, id)
	}
}

// requireExpected holds a value against the books. A sum over agents adds up in any order.
func requireExpected(t *testing.T, kpi *catalogue.KPI, books map[string]*float64, got *float64, where ...any) {
	t.Helper()
	want := expected(kpi, books)
	if want == nil || got == nil || kpi.Formula == nil || kpi.Formula.Agents == nil {
		require.Equal(t, want, got, where...)
		return
	}
	require.InDelta(t, *want, *got, 1e-9, where...)
}

// nothing tells whether the books have no value but zeros for a row, apart from chats.
func nothing(values map[string]*float64) bool {
	for id, value := range values {
		if value != nil && *value != 0 && !strings.HasPrefix(id, "chat_") {
			return false
		}
	}
	return true
}

// expected is what a panel should show for what the books say: a count that is
// not there is 0, and a difference is that of its parts.
func expected(kpi *catalogue.KPI, want map[string]*float64) *float64 {
	value := want[kpi.ID]
	if value == nil && kpi.Formula != nil && len(kpi.Formula.Difference) > 0 {
		whole, part := want[kpi.Formula.Difference[0]], want[kpi.Formula.Difference[1]]
		if whole == nil || part == nil {
			return nil
		}
		difference := *whole - *part
		return &difference
	}
	if value == nil && kpi.ValueKind == catalogue.Count {
		return new(float64)
	}
	return value
}

func number(t *testing.T, f *data.Frame, name string, row int) *float64 {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, "no field %s", name)
	return field.At(row).(*float64)
}

func text(t *testing.T, f *data.Frame, name string, row int) string {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, "no field %s", name)
	return field.At(row).(string)
}

func anyOf(names map[string]string) string {
	smallest := ""
	for id := range names {
		if smallest == "" || id < smallest {
			smallest = id
		}
	}
	return smallest
}
