package plugin_test

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// shownNames are the names of a frame's fields.
func shownNames(response backend.DataResponse) (names []string) {
	for _, field := range response.Frames[0].Fields {
		names = append(names, field.Config.DisplayNameFromDS)
	}
	return names
}

func TestRowsAsFieldsAreNamedAfterTheRows(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales", "Support", "Sales")))
	responses := queryData(ds, `{"rows": "skill", "layout": "fields", "kpis": ["open_conversations"]}`)
	require.Equal(t, []string{"Sales (1)", "Support", "Sales (3)"}, shownNames(responses["A"]))
	f := responses["A"].Frames[0]
	require.Equal(t, data.FrameTypeNumericWide, f.Meta.Type)
	require.Equal(t, 1, f.Rows())
	require.Equal(t, data.Labels{"skill": "Support", "skillId": "2"}, f.Fields[1].Labels)

	responses = queryData(ds,
		`{"rows": "skill", "layout": "fields", "kpis": ["open_conversations"], "limit": 2}`,
		`{"rows": "skill", "layout": "fields", "kpis": ["csat"], "limit": 2, "levelText": true}`)
	require.Equal(t, []string{"Open, Sales", "Open, Support"}, shownNames(responses["A"]), "lines of one row are told apart by KPI")
	require.Equal(t, []string{"▲ CSAT, Sales", "▲ CSAT, Support"}, shownNames(responses["B"]), "and keep their levels")

	several := queryData(ds, `{"rows": "skill", "layout": "fields", "kpis": ["open_conversations", "csat"], "limit": 1}`)["A"]
	require.Equal(t, []string{"Open, Sales", "CSAT, Sales"}, shownNames(several))
}

func TestTheLevelOfATableNamesItsKPI(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales", "Support")))
	for kpis, want := range map[string]string{
		`"csat"`: "▲ critical", `"closed_conversations", "csat"`: "▲ critical", `"open_conversations", "csat"`: "▲ critical: CSAT",
	} {
		response := queryData(ds, `{"rows": "skill", "kpis": [`+kpis+`], "levelText": true}`)["A"]
		level, _ := response.Frames[0].FieldByName("level")
		require.NotNil(t, level, kpis)
		require.Equal(t, want, level.At(0), kpis)
	}
}

func TestLayoutsThatAreNotFields(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.ContactCentre(2, 1, 1)))
	for _, layout := range []string{"auto", "rows"} {
		response := queryData(ds, `{"rows": "skill", "kpis": ["open_conversations"], "layout": "`+layout+`"}`)["A"]
		require.Equal(t, []string{"Skill", "Skill ID", "Open"}, shownNames(response))
	}
	require.Equal(t, []string{"Open"}, shownNames(queryData(ds, `{"kpis": ["open_conversations"], "layout": "fields"}`)["A"]))
	require.ErrorContains(t, queryData(ds, `{"kpis": ["csat"], "layout": "grid"}`)["A"].Error, `The query's "layout" is "grid". Allowed: auto, rows, fields.`)
	require.ErrorContains(t, queryData(ds, `{"kpis": ["csat"], "openPoint": "no"}`)["A"].Error, `The query's "openPoint" is "no"`)
}

func TestOpenPointIsInFieldsOfItsOwn(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales", "Sales")))
	const apart = `, "shape": "series", "interval": "1h", "openPoint": "separate"}`
	responses := queryData(ds, `{"rows": "skill", "kpis": ["closed_conversations"]`+apart, `{"rows": "skill", "kpis": ["csat"]`+apart)
	require.Equal(t, []string{"Closed, Sales (1)", "Closed, Sales (2)", "Closed, Sales (1) (so far)", "Closed, Sales (2) (so far)"}, shownNames(responses["A"])[1:])
	closed, csat := responses["A"].Frames[0], responses["B"].Frames[0]
	last := closed.Rows() - 1
	require.Equal(t, data.Labels{"skill": "Sales", "skillId": "1", "open": "true"}, closed.Fields[3].Labels)
	require.True(t, closed.Fields[1].NilAt(last))
	require.True(t, closed.Fields[3].NilAt(last-1), "a bar of its own")
	require.False(t, closed.Fields[3].NilAt(last))
	require.False(t, csat.Fields[3].NilAt(last-1), "a line from the point before")
	require.False(t, csat.Fields[1].NilAt(last-1))
}
