package kmm

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func FuzzMetrics(f *testing.F) { fuzz(f, "metrics", groupsFrom(0, 2)) }

func FuzzAgentView(f *testing.F) { fuzz(f, "agent view", agentsPage()[:900]) }

// fuzz gives a decoder anything. What it accepts is JSON, makes a table with columns of
// one length, whatever pieces it arrives in, and is rejected when its end is missing.
func fuzz(f *testing.F, method string, seeds ...[]byte) {
	m := decoders[method]
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
		requireRejectedWithoutItsEnd(t, m.decode, bytes.TrimSpace(raw))
	})
}

func requireRejectedWithoutItsEnd(t *testing.T, decode func(io.Reader) (api.Table, error), response []byte) {
	if response[0] != '{' { // null is a whole response too, if an empty one
		return
	}
	for _, cut := range []int{len(response) - 1, len(response) / 2, len(response) / 3} {
		_, err := decode(bytes.NewReader(response[:cut]))
		require.Error(t, err)
	}
}
