package liveperson

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func FuzzMetrics(f *testing.F) { fuzz(f, "metrics", groupsFrom(0, 2)) }

func FuzzAgentView(f *testing.F) { fuzz(f, "agent view", agentsPage()[:900]) }

// fuzz gives a decoder anything. What it takes for an answer is JSON, makes a
// table with columns of one length, whatever pieces it arrives in, and is none
// any more when its end is missing.
func fuzz(f *testing.F, method string, seeds ...[]byte) {
	m := methods[method]
	for _, seed := range seeds {
		f.Add(seed)
	}
	for seed := range int64(20) {
		f.Add([]byte(m.write(writer{rand.New(rand.NewSource(seed))}, 3)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, err := m.decode(bytes.NewReader(raw))
		again, errAgain := m.decode(iotest.HalfReader(iotest.DataErrReader(bytes.NewReader(raw))))
		require.Equal(t, err == nil, errAgain == nil)
		if err != nil {
			return
		}
		require.True(t, json.Valid(raw))
		for _, column := range table.Fields {
			require.Len(t, column, len(table.IDs))
		}
		for _, column := range table.Texts {
			require.Len(t, column, len(table.IDs))
		}
		require.Equal(t, inRows(table), inRows(again))
		refusesWithoutItsEnd(t, m.decode, bytes.TrimSpace(raw))
	})
}

func refusesWithoutItsEnd(t *testing.T, decode func(io.Reader) (Table, error), answer []byte) {
	if answer[0] != '{' { // null is a whole answer too, if an empty one
		return
	}
	for _, cut := range []int{len(answer) - 1, len(answer) / 2, len(answer) / 3} {
		_, err := decode(bytes.NewReader(answer[:cut]))
		require.Error(t, err)
	}
}
