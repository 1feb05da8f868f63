package realtime

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// FuzzServiceLevel gives the histogram's reader anything. What it makes totals of has no more
// chats in time than all.
func FuzzServiceLevel(f *testing.F) {
	for _, seed := range []string{
		`{"slaDataRange": {"0": {"accumulated": 0.8, "percentageFromTotal": 0.8, "chats": 8}, "30": {"accumulated": 1, "chats": "2"}}}`,
		`{"slaDataRange": {"0": {"chats": -1}, "30": {"chats": 1e308}, "45": {"chats": 1e308}}}`,
		`{"slaDataRange": {"x": {}, "30": null}}`, `{"slaDataRange": []}`, `{"slaDataRange": null}`, `{}`, `[]`, `null`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		shaped, err := answered(api.Request{AnswerWithin: 30 * time.Second}, raw)
		if err != nil || string(shaped) == string(raw) {
			return
		}
		var response struct {
			Totals struct{ AnsweredInTime, Answered float64 } `json:"metricsTotals"`
		}
		require.NoError(t, json.Unmarshal(shaped, &response))
		require.GreaterOrEqual(t, response.Totals.AnsweredInTime, 0.0)
		require.LessOrEqual(t, response.Totals.AnsweredInTime, response.Totals.Answered)
	})
}
