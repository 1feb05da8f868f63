package kmm

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a decoder takes from memory does not depend on the machine: promlib's
// 0.12 allocations a value are the bar.
func TestDecodersAllocateLittle(t *testing.T) {
	groups, skills, agents := groupsFrom(0, pageSize), thousandSkills(), agentsPage()
	tests := map[string]struct {
		values int
		run    func()
	}{
		"50 groups, 14 metrics":             {50 * 14, func() { onePage(t, groups) }},
		"1,000 skills, 14 metrics":          {1000 * 14, func() { allPages(t, skills) }},
		"50 agents, 12 metrics":             {50 * 12, func() { someAgents(t, agents, twelve) }},
		"50 agents, 12 metrics and 2 texts": {50 * 14, func() { someAgents(t, agents, twelve, columnsOf(statusField, skillsField)) }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			require.Less(t, testing.AllocsPerRun(20, test.run)/float64(test.values), 0.12)
		})
	}
}

// A response is not held in memory while it is decoded, whatever it has that is not
// requested.
func TestDecoderNeverHoldsAWholeResponse(t *testing.T) {
	filler := []byte(`"x":[{"deep":[1,2,3]},"text",null],`)
	const times = 200_000 // 7 MB
	response := io.MultiReader(strings.NewReader("{"), &repeated{filler, times * len(filler), 0},
		strings.NewReader(`"metadata":{"count":1},"groupBy":{"groups":[{"key":"1","metrics":{"csat":0.5}}]}}`))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	table, err := decodeMetrics(response)
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	require.Equal(t, []float64{0.5}, table.Fields["csat"])
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(100_000))
}

// repeated gives the same bytes again and again, so many in all.
type repeated struct {
	bytes    []byte
	left, at int
}

func (r *repeated) Read(into []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := min(copy(into, r.bytes[r.at:]), r.left)
	r.at, r.left = (r.at+n)%len(r.bytes), r.left-n
	return n, nil
}
