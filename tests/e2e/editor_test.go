//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// chosen is a query as the query editor saves it.
type chosen struct {
	SchemaVersion int            `json:"schemaVersion"`
	Rows          string         `json:"rows"`
	KPIs          []string       `json:"kpis"`
	Filter        map[string]any `json:"filter"`
	Window        map[string]any `json:"window"`
	Shape         string         `json:"shape"`
	Interval      string         `json:"interval,omitempty"`
	OrderBy       *order         `json:"orderBy,omitempty"`
	Limit         int            `json:"limit,omitempty"`
}

type order struct {
	KPI  string `json:"kpi"`
	Desc bool   `json:"desc"`
}

var (
	zones     = []string{"", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"}
	intervals = []string{"", "5m", "15m", "30m", "1h", "3h", "6h", "12h", "1d", "45m", "90s", "1w"}
)

// editor knows what the query editor offers on this account.
type editor struct {
	kpis    *catalogue.Catalogue
	filters []map[string]any
}

func newEditor(t *testing.T, p *pluginProcess) editor {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	var skills []string
	for id := range p.list(t, "skills") {
		skills = append(skills, id)
	}
	group := []string{anyOf(p.list(t, "groups"))}
	return editor{kpis, []map[string]any{
		{}, {"skills": skills[:1]}, {"skills": skills[1:4]}, {"groups": group}, {"groups": []string{"-1"}, "includeSubGroups": true},
		{"groups": group, "skills": skills}, {"userTypes": []string{"BOT"}}, {"userTypes": []string{"HUMAN", "BOT"}},
		{"skills": []string{"4711"}}, {"groups": []string{"4711"}, "includeSubGroups": true},
		// From here on for agents only.
		{"agents": []string{anyOf(p.list(t, "agents"))}}, {"agents": []string{"4711"}}, {"agentStatus": []string{"AWAY", "BACK_SOON"}},
		{"agentStatus": []string{"OFFLINE"}, "groups": []string{"4711"}},
	}}
}

const filtersOfAgents = 4

// offers are the KPIs that rows of a kind can have in a shape.
func (e editor) offers(rows *catalogue.RowKind, shape string) []string {
	var ids []string
	for _, kpi := range e.kpis.All() {
		if kpi.AvailableFor(rows) && (shape == "value" || !kpi.IsCurrent() && kpi.Numeric()) {
			ids = append(ids, kpi.ID)
		}
	}
	return ids
}

// window is one of the windows that can be chosen, or of all that can be typed.
func window(random *rand.Rand) map[string]any {
	switch random.IntN(3) {
	case 0:
		return map[string]any{"kind": "last", "hours": 1 + random.IntN(336)}
	case 1:
		from := fmt.Sprintf("%02d:%02d", random.IntN(24), random.IntN(60))
		return map[string]any{"kind": "today", "from": from, "timeZone": zones[random.IntN(len(zones))]}
	}
	return map[string]any{"kind": "range"}
}

// filtersOf are the filters that a kind of rows has.
func (e editor) filtersOf(rows *catalogue.RowKind) []map[string]any {
	switch {
	case rows.Roster:
		return e.filters
	case !rows.Transient:
		return e.filters[:len(e.filters)-filtersOfAgents]
	}
	filters := []map[string]any{
		{"channels": []string{"SHARK", "APP"}}, {"channels": []string{"FAX"}}, {"states": []string{"QUEUED"}},
		{"states": []string{"ACTIVE", "QUEUED"}, "channels": []string{"WhatsApp Business"}},
	}
	for _, filter := range e.filters {
		if filter["userTypes"] == nil && filter["agentStatus"] == nil {
			filters = append(filters, filter)
		}
	}
	return filters
}

// choose makes choices as somebody might who tries everything.
func (e editor) choose(random *rand.Rand) chosen {
	kinds := e.kpis.RowKinds()
	rows := kinds[random.IntN(len(kinds))]
	q := chosen{SchemaVersion: 1, Rows: rows.ID, Shape: "value", Window: map[string]any{"kind": "range"}}
	if random.IntN(4) == 0 && !rows.Transient {
		q.Shape, q.Interval = "series", intervals[random.IntN(len(intervals))]
	}
	q.KPIs = e.offers(rows, q.Shape)
	random.Shuffle(len(q.KPIs), func(i, j int) { q.KPIs[i], q.KPIs[j] = q.KPIs[j], q.KPIs[i] })
	q.KPIs = q.KPIs[:1+random.IntN(min(6, len(q.KPIs)))]
	filters := e.filtersOf(rows)
	q.Filter = filters[random.IntN(len(filters))]
	if q.Shape == "series" {
		return q
	}
	q.Window = window(random)
	if by := q.KPIs[0]; !rows.Single && e.kpis.Find(by).ValueKind != catalogue.Text && random.IntN(2) == 0 {
		q.OrderBy, q.Limit = &order{by, random.IntN(2) == 0}, random.IntN(5)
	}
	return q
}
