package reporting

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// occupancy is a method with a mean of the states of agents.
var occupancy = Method{HasIntervals: true, Averages: map[string]Average{"occupancy": MeanOf("2.chatting", "2.total")}}

// longResponse is a response about 1,000 agents in each bucket of some hours, as it arrives.
type longResponse struct {
	io.Reader
	size int
	// held is how much memory was in use before its last part was read, in bytes.
	held uint64
}

func newLongResponse(from time.Time, hours int) *longResponse {
	var agents []string
	for id := range 1000 {
		state := `{"id": %d, "name": "x", "value": {"total": 300, "chatting": 240, "notChatting": 60, "chattingInMaxConcurrency": 0}}`
		agents = append(agents, fmt.Sprintf(`"%d": [`+state+`, `+state+`, `+state+`]`, 1_000_000+id, 2, 4, -1))
	}
	metrics := `"metricsData": {"agentsMetrics": {"metricsPerAgent": {` + strings.Join(agents, ", ") + `}, "metricsTotals": []}}}`
	response, before := &longResponse{}, `{"metricsByIntervals": [`
	var parts []io.Reader
	for bucket := range time.Duration(hours) * time.Hour / Bucket {
		end := from.Add((bucket + 1) * Bucket).UnixMilli()
		head := before + `{"timestamp": ` + strconv.FormatInt(end, 10) + `, `
		parts, before = append(parts, strings.NewReader(head), strings.NewReader(metrics)), `, `
		response.size += len(head) + len(metrics)
	}
	response.Reader = io.MultiReader(append(parts, response.last())...)
	return response
}

// last measures the memory, and ends the response.
func (l *longResponse) last() io.Reader {
	return io.MultiReader(readerFunc(func([]byte) (int, error) {
		l.held = memoryInUse()
		return 0, io.EOF
	}), strings.NewReader(`], "metricsTotals": {}}`))
}

type readerFunc func([]byte) (int, error)

// Read implements io.Reader.
func (f readerFunc) Read(into []byte) (int, error) { return f(into) }

func memoryInUse() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func ofHours(groupBy string, from time.Time, hours int) *intervals {
	return newIntervals(occupancy, api.Request{
		GroupBy: groupBy, Columns: []api.Column{{Field: "occupancy"}}, Step: 30 * time.Minute,
		Window: api.Window{From: from, To: from.Add(time.Duration(hours) * time.Hour)},
	}, Team{addUp: groupBy == ""})
}

// Of a long response, only what the trend is made of stays in memory.
func TestTrendOfManyAgentsTakesLittleMemory(t *testing.T) {
	from := time.UnixMilli(1774785600000).UTC()
	before := memoryInUse()
	response, trend := newLongResponse(from, 4), ofHours("", from, 4)
	rest, err := trend.read(response)
	require.NoError(t, err)
	require.Equal(t, `{"metricsByIntervals":[],"metricsTotals":{}}`, strings.Join(strings.Fields(string(rest)), ""))
	points := table(occupancy, trend.request.Columns, trend.rows())
	require.Len(t, points.IDs, 8)
	require.Equal(t, 0.8, points.Fields["occupancy"][0])
	require.Greater(t, response.size, 16_000_000)
	require.Less(t, int(response.held)-int(before), response.size)
}

func BenchmarkTrendOfAThousandAgents(b *testing.B) {
	from := time.UnixMilli(1774785600000).UTC()
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		response, trend := newLongResponse(from, 4), ofHours(api.ByAgent, from, 4)
		b.SetBytes(int64(response.size))
		b.StartTimer()
		_, err := trend.read(response)
		require.NoError(b, err)
		require.Len(b, trend.rows(), 8000)
	}
}
