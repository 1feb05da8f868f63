package frame_test

import (
	"math"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var (
	none  = math.NaN()
	start = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	now   = time.UnixMilli(1_700_000_120_000)
)

// tableOf is three rows, or one for the account.
func tableOf(q query.Query) api.Table {
	if q.Rows.Single {
		return api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{
			"openConversations": {21}, "csat": {none}, "closedConversations": {4}, "avgWaitTime": {90_000},
		}}
	}
	if q.Rows.Transient {
		return api.Table{IDs: []string{"c-1-long", "c-2-long", "c-3-long"}, Names: []string{"c-1", "c-2", "c-3"}, Fields: map[string][]float64{
			"waitingSince": {1_700_000_000_000, none, none}, "waitTime": {none, 60_000, none}, "assignedSince": {none, 1_700_000_060_000, none},
			"startTime": {1_699_999_000_000, none, 1_700_000_110_000}, "mcs": {-20, none, 0}, "lastMessageAt": {1_700_000_090_000, none, none},
		}, Texts: map[string][]string{"state": {"QUEUED", "ACTIVE", ""}, "channel": {"SHARK", "Fax", ""}, "agent": {"", "<b>Ana</b>", ""}}}
	}
	return api.Table{IDs: []string{"1", "2", "3"}, Names: []string{"Sales", "Support", "Billing"}, Fields: map[string][]float64{
		"openConversations": {5, 9, 7}, "csat": {0.5, none, 0.9}, "closedConversations": {1, none, 3},
		"agentCurrentStatusStartTime": {1_700_000_000_000, none, 1_700_000_060_000},
	}, Texts: map[string][]string{"agentCurrentStatus": {"ONLINE", "", "AWAY"}}}
}

// parse reads a query whose trend has so many hours.
func parse(t testing.TB, raw string, hours int, options ...query.Option) (*catalogue.Catalogue, query.Query, plan.Plan) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	end := start.Add(time.Duration(hours) * time.Hour)
	q, err := query.Parse(kpis, []byte(raw), query.Range{From: start, To: end}, options...)
	require.NoError(t, err)
	p, err := plan.New(kpis, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400}).Build(q, end)
	require.NoError(t, err)
	return kpis, q, p
}

// make3 makes the frame of a query with three rows. In a trend, the second point of
// two has one of them.
func make3(t *testing.T, raw string, options ...query.Option) *data.Frame {
	t.Helper()
	kpis, q, p := parse(t, raw, 2, options...)
	var steps []*compute.Step
	for i, s := range p.Steps {
		step := &compute.Step{Step: s}
		step.Result.Table = tableOf(q)
		if i > 0 {
			step.Result.IDs, step.Result.Names = step.Result.IDs[:1], step.Result.Names[:1]
		}
		steps = append(steps, step)
	}
	if q.Series {
		return frame.Series(q, frame.Trend{Starts: p.Points, Points: compute.TrendOf(kpis, q, p.Points, steps).Points, Open: p.OpenPoint != ""}, fitOf(kpis, q), nil)
	}
	table := compute.Value(kpis, q, steps, nil)
	switch {
	case q.Severities != query.NoSeverities:
		return frame.Severities(q, table, fitOf(kpis, q), "12345678", now)
	case q.Alert:
		return frame.Alert(q, table, now)
	}
	return frame.Value(q, table, frame.Levels{Fit: fitOf(kpis, q)}, now)
}

// fitOf says which levels fit a query: those of the catalogue, and Billing's own.
func fitOf(c *catalogue.Catalogue, q query.Query) levels.Fit {
	warning, critical := 0.95, 0.92
	all, _ := levels.New(c, []levels.Entry{{KPI: "csat", Rows: "skill", ID: "3", Warning: &warning, Critical: &critical}})
	return all.Fit(c, q, nil)
}

func TestGolden(t *testing.T) {
	tests := map[string]string{
		"account":        `{"kpis": ["open_conversations", "csat"]}`,
		"skill":          `{"rows": "skill", "kpis": ["open_conversations", "csat"]}`,
		"group_ordered":  `{"rows": "group", "kpis": ["open_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}, "limit": 2}`,
		"agent":          `{"rows": "agent", "kpis": ["agent_current_status", "agent_current_status_start_time", "status_time", "csat"], "orderBy": {"kpi": "agent_current_status"}}`,
		"account_levels": `{"kpis": ["open_conversations", "csat", "transfers", "online_agents"], "levelColors": "background", "levelText": true}`,
		"skill_levels":   `{"rows": "skill", "kpis": ["unassigned_conversations", "open_conversations", "csat", "available_slots"], "levelColors": "attention", "levelText": true, "orderBy": {"kpi": "csat", "desc": false}}`,
		"skill_worst":    `{"rows": "skill", "kpis": ["csat", "open_conversations"], "levelText": true, "orderBy": {"kpi": "open_conversations", "desc": true, "worstFirst": true}, "limit": 2}`,
		"skill_fields":   `{"rows": "skill", "layout": "fields", "kpis": ["csat", "open_conversations"], "levelText": true, "orderBy": {"kpi": "csat", "desc": false}, "limit": 2}`,
		"agent_fields":   `{"rows": "agent", "layout": "fields", "kpis": ["agent_current_status", "agent_current_status_start_time"]}`,
		"conversation":   `{"rows": "conversation", "kpis": ["conversation_state", "conversation_wait_time", "conversation_duration", "last_message_age", "conversation_channel", "conversation_agent", "conversation_started", "conversation_mcs"], "levelColors": "attention"}`,
		"series_open":    `{"rows": "skill", "shape": "series", "interval": "2h", "timeZone": "+05:30", "openPoint": "separate", "kpis": ["closed_conversations", "csat"]}`,
		"series_units":   `{"shape": "series", "interval": "2h", "timeZone": "+05:30", "openPoint": "separate", "durationUnit": "auto", "kpis": ["avg_wait_time", "csat"]}`,
		"series_account": `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "csat"]}`,
		"series_skill":   `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations", "csat"]}`,
	}
	request := api.Request{
		Method: liveperson.Methods(liveperson.OAuth2)["kmm.metrics"], Rows: "skill", GroupBy: api.BySkill,
		Window: api.Window{From: time.UnixMilli(0), To: time.UnixMilli(60_000)},
	}
	var notices query.Notices
	notices.Info("A notice.")
	notices.Warn("A warning.")
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			f := make3(t, raw)
			_, q, _ := parse(t, raw, 2)
			frame.AddLink(f, q, "https://lp.example.com/{conversation}")
			frame.Describe(f, frame.Provenance{Requests: []frame.Request{{Request: request}}, Calls: 3, Notices: notices})
			response := &backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
			experimental.CheckGoldenJSONResponse(t, "testdata", name, response, false)
		})
	}
}

// Grafana makes an alert of each row: its labels are what a rename does not change.
func TestGoldenOfAlertRules(t *testing.T) {
	for name, raw := range map[string]string{
		"alert_account":     `{"kpis": ["open_conversations"]}`,
		"alert_skill":       `{"rows": "skill", "kpis": ["csat"], "orderBy": {"kpi": "csat", "desc": true}}`,
		"alert_skill_names": `{"rows": "skill", "kpis": ["csat"], "nameLabels": true}`,
		"alert_agent":       `{"rows": "agent", "kpis": ["agent_current_status", "agent_current_status_start_time", "status_time"]}`,
		"alert_severities":  `{"rows": "skill", "kpis": ["csat"], "severities": "state", "nameLabels": true}`,
		"alert_series":      `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			response := &backend.DataResponse{Frames: data.Frames{make3(t, raw, query.ForAlert)}, Status: backend.StatusOK}
			experimental.CheckGoldenJSONResponse(t, "testdata", name, response, false)
		})
	}
}

// The level of a row names the KPIs that reach it only where several could.
func TestLevelsInWordsNameTheirKPIsWhereSeveralHaveLevels(t *testing.T) {
	for kpis, want := range map[string]string{
		`"csat"`: "▲ critical", `"csat", "closed_conversations"`: "▲ critical", `"csat", "unassigned_conversations"`: "▲ critical: CSAT",
	} {
		f := make3(t, `{"rows": "skill", "levelText": true, "kpis": [`+kpis+`]}`)
		level, _ := f.FieldByName("level")
		require.NotNil(t, level, kpis)
		require.Equal(t, want, level.At(0), kpis)
	}
}

// A time column alone is a value field that is missing: expressions would fail.
func TestGoldenBesideAnError(t *testing.T) {
	kpis, q, _ := parse(t, `{"kpis": ["open_conversations", "csat", "transfers", "data_status"], "levelColors": "background", "levelText": true}`, 2)
	response := &backend.DataResponse{Frames: data.Frames{frame.NoValues(q, fitOf(kpis, q))}, Status: backend.StatusOK}
	experimental.CheckGoldenJSONResponse(t, "testdata", "account_no_values", response, false)
}

func TestTrendWithoutRowsHasNoFields(t *testing.T) {
	_, q, p := parse(t, `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["csat"]}`, 2)
	require.Empty(t, frame.Series(q, frame.Trend{Starts: p.Points, Points: make([]compute.Table, len(p.Points))}, levels.Fit{}, nil).Fields)
}

// A row that a point lacks has 0 there, unless nothing is known of the rows of that point.
func TestRowsThatAPointLacks(t *testing.T) {
	kpis, q, p := parse(t, `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_mcs_positive"]}`, 3)
	require.Len(t, p.Steps, 3)
	var steps []*compute.Step
	for i, s := range p.Steps {
		step := &compute.Step{Step: s}
		if i == 0 {
			step.Result.Table = api.Table{IDs: []string{"1"}, Names: []string{"Sales"}, Fields: map[string][]float64{"mcsPositive": {4}}}
		}
		step.Result.RowsUnknown = i == 2
		steps = append(steps, step)
	}
	f := frame.Series(q, frame.Trend{Starts: p.Points, Points: compute.TrendOf(kpis, q, p.Points, steps).Points}, levels.Fit{}, nil)
	require.Equal(t, 4.0, *f.Fields[1].At(0).(*float64))
	require.Equal(t, 0.0, *f.Fields[1].At(1).(*float64))
	require.Nil(t, f.Fields[1].At(2))
}

func TestRowsWithoutAValueComeLast(t *testing.T) {
	for direction, want := range map[string][]string{"true": {"3", "1", "2"}, "false": {"1", "3", "2"}} {
		f := make3(t, `{"rows": "skill", "kpis": ["csat"], "orderBy": {"kpi": "csat", "desc": `+direction+`}}`)
		var ids []string
		for i := range f.Rows() {
			ids = append(ids, f.Fields[1].At(i).(string))
		}
		require.Equal(t, want, ids)
	}
}

// Grafana's expressions make a label of each text column: the row's name and id,
// and nothing else.
func TestOnlyNameAndIDAreText(t *testing.T) {
	f := make3(t, `{"rows": "skill", "kpis": ["open_conversations", "csat"]}`)
	var texts []string
	for _, field := range f.Fields {
		if !field.Type().Numeric() {
			texts = append(texts, field.Name)
		}
	}
	require.Equal(t, []string{"skill", "skillId"}, texts)
}

func TestRequestsAreShownAsTheyWereSent(t *testing.T) {
	f := make3(t, `{"kpis": ["csat"]}`)
	method := &api.Method{Path: "queue"}
	frame.Describe(f, frame.Provenance{Requests: []frame.Request{
		{Request: api.Request{Method: method}, Sent: "GET queue?skillIds=1,2&v=2"}, {Request: api.Request{Method: method}},
	}})
	require.Equal(t, "GET queue?skillIds=1,2&v=2\n\nGET queue", f.Meta.ExecutedQueryString)
}
