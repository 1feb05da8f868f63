package liveperson

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

// explained is what people read when an answer can't be read.
func explained(from io.Reader, value func(*stream) error) string {
	answer := body{from: from}
	err := decode(&answer, value)
	if err == nil {
		return ""
	}
	return answer.failure(metrics, "host", err).Sentence
}

func TestStrangeAnswersAreExplained(t *testing.T) {
	groups := func(group string) string { return `{"metadata": {"count": 1}, "groupBy": {"groups": [` + group + `]}}` }
	tests := map[string]struct{ answer, says string }{
		"empty":                     {" \n", "sent an empty answer"},
		"a list":                    {"[]", "sent its answer as a list, which"},
		"null":                      {"null", "answered without any metrics"},
		"no metadata":               {`{"metadata": null}`, "answered without any metrics"},
		"metadata of another kind":  {`{"metadata": 5}`, `sent "metadata" as a number, which`},
		"groups of another kind":    {`{"groupBy": {"groups": {}}}`, `sent "groups" as an object, which`},
		"a group of another kind":   {groups(`"Sales"`), `sent "groups" as text, which`},
		"a key of another kind":     {groups(`{"key": true}`), `sent "key" as true or false, which`},
		"a name of another kind":    {groups(`{"keyDescription": []}`), `sent "keyDescription" as a list, which`},
		"metrics of another kind":   {groups(`{"metrics": 7}`), `sent "metrics" as a number, which`},
		"text for a number":         {groups(`{"metrics": {"csat": "0.5"}}`), `sent "csat" as text, which`},
		"the same after an escape":  {groups(`{"metrics": {"cs\u0061t": {}}}`), `sent "csat" as an object, which`},
		"a number beyond numbers":   {groups(`{"metrics": {"csat": 1e400}}`), `sent "csat" as a number that is too large, which`},
		"not a number":              {groups(`{"metrics": {"csat": NaN}}`), "is not valid JSON"},
		"a comma too many":          {groups(`{"metrics": {"csat": 1,}}`), "is not valid JSON"},
		"no value":                  {groups(`{"metrics": {"csat":}}`), "is not valid JSON"},
		"more after the answer":     {groups(`{}`) + "{}", "is not valid JSON"},
		"garbage after the answer":  {groups(`{}`) + "]", "is not valid JSON"},
		"a web page":                {"\n<html>", "a web page instead of JSON"},
		"cut within an unknown one": {`{"unknown": [{"a": [`, "broke its answer off after 20 bytes"},
		"deeper than anything":      {`{"unknown": ` + strings.Repeat("[", 100_000), "is not valid JSON"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer := newMetricsAnswer(newColumns(askedOfGroups), pageSize)
			says := explained(strings.NewReader(test.answer), answer.groupsOf)
			require.Contains(t, says, "LivePerson's Key Messaging Metrics API ")
			require.Contains(t, says, test.says)
		})
	}
}

func TestAnAnswerThatTheNetworkBreaksOffIsExplained(t *testing.T) {
	whole := `{"metadata": {"count": 0}}`
	tests := map[string]struct {
		from io.Reader
		says string
	}{
		"within":        {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(io.ErrUnexpectedEOF)), "broke its answer off after 9 bytes"},
		"at its end":    {io.MultiReader(strings.NewReader(whole), iotest.ErrReader(io.ErrUnexpectedEOF)), "broke its answer off after 26 bytes"},
		"reset":         {io.MultiReader(strings.NewReader(whole), iotest.ErrReader(errors.New("reset by peer"))), "can't be reached (reset by peer)"},
		"too late":      {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(context.DeadlineExceeded)), "did not answer in time"},
		"given up":      {io.MultiReader(strings.NewReader(whole[:9]), iotest.ErrReader(context.Canceled)), "was given up"},
		"without limit": {io.MultiReader(strings.NewReader("{"), &repeated{[]byte(strings.Repeat(`"x":"`+strings.Repeat("-", 4000)+`",`, 20)), 2 * largest, 0}), "sent more than 64 MiB. Choose fewer rows or KPIs"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer := newMetricsAnswer(newColumns(askedOfGroups), pageSize)
			require.Contains(t, explained(test.from, answer.groupsOf), test.says)
		})
	}
}

func TestPointsAreNamedByTheirBeginning(t *testing.T) {
	raw := `{"historicalMetricsIntervals": [
		{"timestamp": 3600000, "values": {"transfers": 4.0, "other": []}},
		{"values": {"transfers": null}, "timestamp": "7200000"}, {"timestamp": 10800000}]}`
	points := newMetricsAnswer(newColumns(metricsOf("transfers")), 1)
	require.NoError(t, decode(strings.NewReader(raw), func(s *stream) error { return points.pointsOf(s, time.Hour) }))
	table := points.table([]string{"transfers"})
	require.Equal(t, []string{"0", "3600000", "7200000"}, table.IDs)
	require.Len(t, table.Fields["transfers"], 3)
	require.Equal(t, "[4 NaN NaN]", fmt.Sprint(table.Fields["transfers"]))
	says := explained(strings.NewReader(`{"historicalMetricsIntervals": null}`), func(s *stream) error { return points.pointsOf(s, time.Hour) })
	require.Contains(t, says, "answered without any intervals")
}
