package catalogue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

func load(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	return kpis
}

func TestEveryKPICanBeShown(t *testing.T) {
	for _, kpi := range load(t).All() {
		require.NotEmpty(t, kpi.Label, kpi.ID)
		require.NotEmpty(t, kpi.Description, kpi.ID)
		require.NotEmpty(t, kpi.Unit, kpi.ID)
		require.NotEmpty(t, kpi.Rows, kpi.ID)
		require.Contains(t, []catalogue.TimeScope{catalogue.Current, catalogue.Window}, kpi.TimeScope, kpi.ID)
		require.Contains(t, []catalogue.ValueKind{catalogue.Count, catalogue.Average, catalogue.Ratio, catalogue.Text, catalogue.Time}, kpi.ValueKind, kpi.ID)
	}
}

func TestRowKinds(t *testing.T) {
	c := load(t)
	require.Equal(t, "account, skill, group, agent or conversation", catalogue.List(c.RowKinds()))
	require.Equal(t, "agent", c.Roster().ID)
	require.Equal(t, "agent groups", c.RowKind("group").Plural)
	require.Nil(t, c.RowKind("team"))
}

const (
	oneKind = `{"id": "agent", "label": "Agent", "noun": "agent", "plural": "agents", "roster": true, "methods": [{"api": "a"}]}`
	oneKPI  = `{"id": "load", "tense": "now", "rows": ["agent"], "sources": [{"api": "a", "field": "load"}]}`
)

func TestReadRejectsWhatNoQueryCouldUse(t *testing.T) {
	tests := map[string]struct{ kpis, rows, says string }{
		"a KPI twice":           {oneKPI + "," + oneKPI, oneKind, `the KPI "load" twice`},
		"a kind twice":          {oneKPI, oneKind + "," + oneKind, `the kind of row "agent" twice`},
		"no roster":             {"", `{"id": "x", "label": "X", "noun": "x", "plural": "xs", "methods": [{"api": "a"}]}`, "0 kinds of rows are agents"},
		"no label":              {"", `{"id": "x", "roster": true, "methods": [{"api": "a"}]}`, "lacks an id, a label"},
		"no method":             {"", `{"id": "x", "label": "X", "noun": "x", "plural": "xs"}`, "no method gives rows"},
		"an unknown membership": {"", `{"id": "x", "label": "X", "noun": "x", "plural": "xs", "agents": "team", "methods": [{"api": "a"}]}`, "not a membership"},
		"unknown rows":          {`{"id": "a", "rows": ["team"]}`, oneKind, `rows by "team", which are not known`},
		"no source":             {`{"id": "a", "rows": ["agent"], "sources": [{"api": "b"}]}`, oneKind, "neither a source nor a formula"},
		"an unknown part":       {`{"id": "a", "rows": ["agent"], "formula": {"since": "b"}}`, oneKind, "not in the catalogue"},
		"about no KPI":          {`{"id": "a", "measure": "text", "tense": "now", "rows": ["agent"], "formula": {"provenance": {"of": "b", "fact": "status"}}}`, oneKind, "is about \"b\""},
		"about many rows":       {oneKPI + `, {"id": "a", "measure": "text", "tense": "now", "rows": ["agent"], "formula": {"provenance": {"of": "load", "fact": "status"}}}`, oneKind, "not a current value of one row"},
		"an unknown fact":       {oneKPI + `, {"id": "a", "measure": "text", "tense": "now", "rows": ["agent"], "formula": {"provenance": {"of": "load", "fact": "mood"}}}`, oneKind, "which is not known"},
		"levels of no rows":     {`{"id": "a", "rows": ["agent"], "sources": [{"api": "a"}], "better": "less", "thresholds": {"team": {}}}`, oneKind, `levels for rows by "team"`},
		"levels in disorder":    {`{"id": "a", "rows": ["agent"], "sources": [{"api": "a"}], "better": "more", "thresholds": {"any": {"warning": 1, "critical": 2}}}`, oneKind, "the warning level is beyond the critical level"},
		"no direction":          {`{"id": "a", "rows": ["agent"], "sources": [{"api": "a"}], "better": "best"}`, oneKind, `"best" is better`},
		"a sum over a window":   {`{"id": "w", "tense": "window", "rows": ["agent"], "sources": [{"api": "a"}]}, {"id": "a", "tense": "now", "formula": {"agents": {"sum": "w"}}}`, oneKind, "not a current value of agents"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := catalogue.Read([]byte(`{"kpis": [`+test.kpis+`]}`), []byte(`{"rows": [`+test.rows+`]}`))
			require.ErrorContains(t, err, test.says)
		})
	}
}
