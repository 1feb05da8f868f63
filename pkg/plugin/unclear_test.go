package plugin_test

import (
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// withValue responds as a contact centre of three skills and three agents, whose second
// one has this as the value of a field: of two of one name the last counts.
func withValue(field, written string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		row := func(id, more string) string {
			return fmt.Sprintf(`"openConversations": %[1]s, "csat": 0.%[1]s, "avgWaitTimeFirstResponse": %[1]s0, "avgTimeToFirstResponseFirstAssignment": 4, "maxSlots": 2, "activeConversations": %[1]s`, id) + more
		}
		rows := make([]string, 3)
		for i := range rows {
			id, more := strconv.Itoa(i+1), ""
			if i == 1 {
				more = fmt.Sprintf(`, "%s": %s`, field, written)
			}
			rows[i] = fmt.Sprintf(`{"key": "%[1]s", "keyDescription": "Skill %[1]s", "metrics": {%[2]s}}`, id, row(id, more))
			if path.Base(r.URL.Path) == "agent_view" {
				rows[i] = fmt.Sprintf(`{"agentId": "%[1]s", "agentCurrentStatus": "ONLINE", "agentCurrentStatusStartTime": %[3]d, %[2]s}`, id, row(id, more), time.Now().Add(-time.Minute).UnixMilli())
			}
		}
		list := strings.Join(rows, ", ")
		body := fmt.Sprintf(`{"metadata": {"count": 3}, "groupBy": {"groups": [%s]}, "all": {"openConversations": 6, "csat": 0.5}}`, list)
		if path.Base(r.URL.Path) == "agent_view" {
			body = fmt.Sprintf(`{"metadata": {"count": 3}, "agentViewRecords": [%s]}`, list)
		}
		livepersontest.Respond(http.StatusOK, body)(w, r)
	}
}

// cell is what people see of a row in a field, "-" if nothing.
func cell(f *data.Frame, field string, row int) string {
	column, _ := f.FieldByName(field)
	switch value := column.At(row).(type) {
	case *float64:
		if value != nil {
			return strconv.FormatFloat(*value, 'f', -1, 64)
		}
	case *time.Time:
		if value != nil {
			return value.Format(time.RFC3339)
		}
	case string:
		return value
	}
	return "-"
}

func TestValueThatIsNotUnderstoodIsAGapOfItsOwn(t *testing.T) {
	notice := func(field string) []string {
		return []string{fmt.Sprintf(`1 value of %q from LivePerson could not be read and will not be shown.`, field)}
	}
	for _, test := range []struct {
		field, written string
		query, shown   string // of the second row
		want           string
		notices        []string
	}{
		{"csat", `"NaN"`, `{"rows": "skill", "kpis": ["csat", "open_conversations"]}`, "csat", "-", notice("csat")},
		{"csat", `NaN`, `{"rows": "skill", "kpis": ["csat", "open_conversations"]}`, "csat", "-", notice("csat")},
		{"csat", `{}`, `{"rows": "skill", "kpis": ["csat", "open_conversations"]}`, "csat", "-", notice("csat")},
		{"csat", `"NA"`, `{"rows": "skill", "kpis": ["open_conversations"]}`, "open_conversations", "2", nil},
		{"csat", `" 0.82 "`, `{"rows": "skill", "kpis": ["csat"]}`, "csat", "0.82", nil},
		{"csat", `null`, `{"rows": "skill", "kpis": ["csat"]}`, "csat", "-", nil},
		{"openConversations", `"NA"`, `{"rows": "skill", "kpis": ["csat", "open_conversations"]}`, "open_conversations", "-", notice("openConversations")},
		{"openConversations", `-1`, `{"rows": "skill", "kpis": ["open_conversations"]}`, "open_conversations", "-", nil},
		{"avgWaitTimeFirstResponse", `-1`, `{"rows": "skill", "kpis": ["avg_wait_time_first_response"]}`, "avg_wait_time_first_response", "-", nil},
		{"avgWaitTimeFirstResponse", `"-1.0"`, `{"rows": "skill", "kpis": ["wait_time"]}`, "wait_time", "-", nil},
		{"avgTimeToFirstResponseFirstAssignment", `-1`, `{"rows": "skill", "kpis": ["wait_time"]}`, "wait_time", "-", nil},
		{"avgWaitTimeFirstResponse", `-80000`, `{"rows": "skill", "kpis": ["wait_time"]}`, "wait_time", "-", notice("avgWaitTimeFirstResponse")},
		{"agentCurrentStatusStartTime", `0`, `{"rows": "agent", "kpis": ["status_time"]}`, "status_time", "-", nil},
		{"agentCurrentStatusStartTime", `86400000`, `{"rows": "agent", "kpis": ["agent_current_status_start_time"]}`, "agent_current_status_start_time", "-", notice("agentCurrentStatusStartTime")},
		{"agentCurrentStatusStartTime", fmt.Sprint(time.Now().Add(time.Hour).UnixMilli()), `{"rows": "agent", "kpis": ["status_time"]}`, "status_time", "-", notice("agentCurrentStatusStartTime")},
		{"agentCurrentStatusStartTime", fmt.Sprint(time.Now().Add(time.Hour).UnixMilli()), `{"rows": "agent", "kpis": ["agent_current_status_start_time"]}`, "agent_current_status_start_time", "-", notice("agentCurrentStatusStartTime")},
		{"agentCurrentStatusStartTime", fmt.Sprint(time.Now().Add(2 * time.Minute).UnixMilli()), `{"rows": "agent", "kpis": ["status_time"]}`, "status_time", "0", nil},
		{"agentCurrentStatusStartTime", `1767225600`, `{"rows": "agent", "kpis": ["agent_current_status_start_time"]}`, "agent_current_status_start_time", "2026-01-01T00:00:00Z", nil},
		{"nps", `-1`, `{"rows": "agent", "kpis": ["nps"]}`, "nps", "-1", nil},
	} {
		t.Run(test.field+" "+test.written+" "+test.shown, func(t *testing.T) {
			server := livepersontest.New(t, withValue(test.field, test.written))
			responses := queryData(connect(t, server), test.query, `{"rows": "account", "kpis": ["csat", "open_conversations"]}`)
			require.NoError(t, responses["A"].Error)
			f := responses["A"].Frames[0]
			require.Equal(t, 3, f.Rows())
			require.Equal(t, test.want, cell(f, test.shown, 1))
			for _, row := range []int{0, 2} {
				require.Equal(t, test.field == "nps", cell(f, test.shown, row) == "-", "the other rows keep theirs")
			}
			require.Equal(t, test.notices, warnings(f))
			require.NoError(t, responses["B"].Error)
			require.Equal(t, "0.5", cell(responses["B"].Frames[0], "csat", 0), "and so do other panels")
			require.Empty(t, warnings(responses["B"].Frames[0]))
		})
	}
}

// A sum over agents is that of the others, and says so.
func TestAgentWhoIsNotUnderstoodIsNotInTheSum(t *testing.T) {
	server := livepersontest.New(t, withValue("maxSlots", `"NA"`))
	response := queryData(connect(t, server), `{"rows": "account", "kpis": ["active_load"]}`)["A"]
	require.NoError(t, response.Error)
	require.Equal(t, "1", cell(response.Frames[0], "active_load", 0), "1 and 3 conversations in 4 slots")
	require.Contains(t, warnings(response.Frames[0])[0], `1 value of "maxSlots"`)
}

func TestNothingThatIsNotUnderstoodIsAFailureOfLivePersons(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, withValue("openConversations", `{}`))
		for range 20 {
			response := v.rule(openBySkill)
			require.NoError(t, response.Error)
			require.Equal(t, backend.StatusOK, response.Status)
			require.Equal(t, 3.0, *response.Frames[0].Fields[2].At(0).(*float64), "a field for each skill")
			time.Sleep(time.Minute)
		}
		require.Equal(t, 20, v.Calls("metrics"), "no pause, no retry")
	})
}
