package kmm

import (
	"io"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

var reasons = map[string]string{"77": "Lunch"}

func decodeMetrics(from io.Reader) (api.Table, error) {
	columns := newColumns(groupMetrics)
	response := newMetricsDecoder(columns, pageSize)
	err := decode(from, response.groups)
	return response.table(columns.fields), err
}

func decodeAgents(from io.Reader) (api.Table, error) {
	columns := newAgentColumns(slices.Concat(agentNumbers, agentTextsOnly))
	response := newAgentDecoder(columns, pageSize)
	err := decode(from, response.agents)
	return columns.table(response.rows, reasons), err
}

// decoders are those of the methods, each with its reference.
var decoders = map[string]struct {
	decode    func(io.Reader) (api.Table, error)
	reference func([]byte) (api.Table, error)
	write     func(writer, int) string
}{
	"metrics": {
		decodeMetrics,
		func(raw []byte) (api.Table, error) { return referenceMetrics(raw, groupMetrics) },
		writer.metrics,
	},
	"agent view": {
		decodeAgents,
		func(raw []byte) (api.Table, error) {
			return referenceAgents(raw, append(agentNumbers, agentTextsOnly...), reasons)
		},
		writer.agents,
	},
}

// inRows returns values that are equal where they mean the same.
func inRows(t api.Table) map[string]any {
	same := map[string]any{}
	for i, id := range t.IDs {
		row := map[string]any{"id": id, "name": t.Names[i]}
		for field, column := range t.Fields {
			row[field] = column[i]
			switch {
			case api.IsLeftOut(column[i]):
				row[field] = "left out"
			case api.IsUnclear(column[i]):
				row[field] = "unclear"
			case math.IsNaN(column[i]):
				row[field] = "none"
			}
		}
		for field, column := range t.Texts {
			row[field] = column[i]
		}
		if t.Agents != nil {
			row["membership"] = t.Agents[i].Group + " " + strings.Join(t.Agents[i].Skills, " ")
		}
		same[string(rune(i))] = row
	}
	return same
}

func TestDecodersReadWhatEncodingJSONReads(t *testing.T) {
	for name, method := range decoders {
		t.Run(name, func(t *testing.T) {
			for seed := range int64(300) {
				response := method.write(writer{rand.New(rand.NewSource(seed))}, int(seed%7))
				want, err := method.reference([]byte(response))
				require.NoError(t, err, "seed %d: %s", seed, response)
				for how, from := range map[string]io.Reader{
					"at once":      strings.NewReader(response),
					"byte by byte": iotest.OneByteReader(strings.NewReader(response)),
					"end with it":  iotest.DataErrReader(strings.NewReader(response)),
				} {
					got, err := method.decode(from)
					require.NoError(t, err, "seed %d, %s: %s", seed, how, response)
					require.Equal(t, inRows(want), inRows(got), "seed %d, %s: %s", seed, how, response)
				}
			}
		})
	}
}

func TestDecodersRejectTruncatedResponses(t *testing.T) {
	for name, method := range decoders {
		t.Run(name, func(t *testing.T) {
			for seed := range int64(6) {
				response := method.write(writer{rand.New(rand.NewSource(seed))}, 2)
				for cut := range response {
					_, err := method.decode(strings.NewReader(response[:cut]))
					require.Error(t, err, "seed %d: %s", seed, response[:cut])
				}
			}
		})
	}
}
