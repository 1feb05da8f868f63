package kmm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var service = api.Service{Name: "Key Messaging Metrics API", Domain: "agentManagerWorkspace", Path: "/manager_workspace/api/account/{account}"}

func method(name string) *api.Method {
	methods := Methods(service)
	return methods[slices.IndexFunc(methods, func(m *api.Method) bool { return m.Name == name })]
}

// responding is a source of which each request gets this response.
func responding(t *testing.T, body io.Reader) api.Source {
	t.Helper()
	return New(livepersontest.Client(t, reading{body}), nil, service)
}

// reading is a transport whose responses end as the reader does.
type reading struct{ io.Reader }

func (r reading) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(r.Reader), Request: request}, nil
}

// explained is what people read when a response by group can't be read.
func explained(t *testing.T, body io.Reader) string {
	t.Helper()
	_, err := responding(t, body).Do(t.Context(), api.Request{Method: method("kmm.metrics"), GroupBy: api.BySkill, Columns: groupMetrics})
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestBadResponsesAreExplained(t *testing.T) {
	groups := func(group string) string { return `{"metadata": {"count": 1}, "groupBy": {"groups": [` + group + `]}}` }
	tests := map[string]struct{ response, says string }{
		"empty":                      {" \n", "sent an empty response"},
		"a list":                     {"[]", "sent its response as a list, which"},
		"null":                       {"null", "returned no metrics"},
		"no metadata":                {`{"metadata": null}`, "returned no metrics"},
		"metadata of another kind":   {`{"metadata": 5}`, "returned no metrics"},
		"groups of another kind":     {`{"groupBy": {"groups": {}}}`, `sent "groups" as an object, which`},
		"a comma too many":           {groups(`{"metrics": {"csat": 1,}}`), "is not valid JSON"},
		"no value":                   {groups(`{"metrics": {"csat":}}`), "is not valid JSON"},
		"more after the response":    {groups(`{}`) + "{}", "is not valid JSON"},
		"garbage after the response": {groups(`{}`) + "]", "is not valid JSON"},
		"a web page":                 {"\n<html>", "a web page instead of JSON"},
		"cut within an unknown one":  {`{"unknown": [{"a": [`, "cut off its response after 20 bytes"},
		"deeper than anything":       {`{"unknown": ` + strings.Repeat("[", 100_000), "is not valid JSON"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			says := explained(t, strings.NewReader(test.response))
			require.Contains(t, says, "LivePerson's Key Messaging Metrics API")
			require.Contains(t, says, test.says)
		})
	}
}

func TestBrokenResponsesAreExplained(t *testing.T) {
	whole := `{"metadata": {"count": 0}}`
	tests := map[string]struct {
		from io.Reader
		says string
	}{
		"within":        {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(io.ErrUnexpectedEOF)), "cut off its response after 9 bytes"},
		"at its end":    {io.MultiReader(strings.NewReader(whole), iotest.ErrReader(io.ErrUnexpectedEOF)), "cut off its response after 26 bytes"},
		"reset":         {io.MultiReader(strings.NewReader(whole), iotest.ErrReader(errors.New("reset by peer"))), "can't be reached (reset by peer)"},
		"too late":      {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(context.DeadlineExceeded)), "did not respond in time"},
		"canceled":      {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(context.Canceled)), "was canceled"},
		"without limit": {io.MultiReader(strings.NewReader("{"), &repeated{[]byte(strings.Repeat(`"x":"`+strings.Repeat("-", 4000)+`",`, 20)), 2 * 64 << 20, 0}), "sent more than 64 MiB. Select fewer rows or KPIs"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, explained(t, test.from), test.says)
		})
	}
}

func TestPointsAreIdentifiedByTheirStart(t *testing.T) {
	history := api.Request{Method: method("kmm.historical"), Step: time.Hour, Columns: columnsOf("transfers")}
	raw := `{"historicalMetricsIntervals": [
		{"timestamp": 1767229200000, "values": {"transfers": 4.0, "other": []}}, {"timestamp": {}, "values": {"transfers": 9}}, null,
		{"values": {"transfers": null}, "timestamp": "1767232800000"}, {"timestamp": 1767236400}]}`
	table, err := responding(t, strings.NewReader(raw)).Do(t.Context(), history)
	require.NoError(t, err)
	require.Equal(t, []string{"1767225600000", "1767229200000", "1767232800000"}, table.IDs)
	require.Len(t, table.Fields["transfers"], 3)
	require.Equal(t, "[4 NaN NaN]", fmt.Sprint(table.Fields["transfers"]))
	require.Equal(t, 1, table.Calls)
	require.Equal(t, 2, table.Unclear, "points whose time is not known")
	_, err = responding(t, strings.NewReader(`{"historicalMetricsIntervals": null}`)).Do(t.Context(), history)
	require.ErrorContains(t, err, "returned no intervals")
}

func TestAgentsWithoutTheirSectionAreExplained(t *testing.T) {
	_, err := responding(t, strings.NewReader(`{"hello": "world"}`)).Do(t.Context(), api.Request{Method: method("kmm.agent_view")})
	require.ErrorContains(t, err, "returned no agents")
}

func TestMethodOfAnotherAPIIsAFault(t *testing.T) {
	_, err := responding(t, nil).Do(t.Context(), api.Request{Method: &api.Method{Name: "realtime.queues"}})
	require.ErrorContains(t, err, "realtime.queues is no method of LivePerson's Key Messaging Metrics API")
}
