package liveperson

import (
	"io"
	"math"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

var reasons = map[string]string{"77": "Lunch"}

func decodeMetrics(from io.Reader) (Table, error) {
	columns := newColumns(askedOfGroups)
	answer := newMetricsAnswer(columns, pageSize)
	err := decode(from, answer.groupsOf)
	return answer.table(columns.fields), err
}

func decodeAgents(from io.Reader) (Table, error) {
	columns := newAgentColumns(agentNumbers, agentTextsOnly)
	answer := newAgentAnswer(columns, pageSize)
	err := decode(from, answer.agentsOf)
	return columns.table(answer.rows, reasons), err
}

// methods are the decoders with their likes.
var methods = map[string]struct {
	decode func(io.Reader) (Table, error)
	naive  func([]byte) (Table, error)
	write  func(writer, int) string
}{
	"metrics": {
		decodeMetrics,
		func(raw []byte) (Table, error) { return naiveMetrics(raw, askedOfGroups) },
		writer.metrics,
	},
	"agent view": {
		decodeAgents,
		func(raw []byte) (Table, error) {
			return naiveAgents(raw, append(agentNumbers, agentTextsOnly...), reasons)
		},
		writer.agents,
	},
}

// inRows gives values that are equal where they mean the same.
func inRows(t Table) map[string]any {
	same := map[string]any{}
	for i, id := range t.IDs {
		row := map[string]any{"id": id, "name": t.Names[i]}
		for field, column := range t.Fields {
			row[field] = column[i]
			if math.IsNaN(column[i]) {
				row[field] = "none"
			}
		}
		for field, column := range t.Texts {
			row[field] = column[i]
		}
		if t.Agents != nil {
			row["place"] = t.Agents[i].Group + " " + strings.Join(t.Agents[i].Skills, " ")
		}
		same[string(rune(i))] = row
	}
	return same
}

func TestAnyAnswerIsReadAsEncodingJSONReadsIt(t *testing.T) {
	for name, method := range methods {
		t.Run(name, func(t *testing.T) {
			for seed := range int64(300) {
				answer := method.write(writer{rand.New(rand.NewSource(seed))}, int(seed%7))
				want, err := method.naive([]byte(answer))
				require.NoError(t, err, "seed %d: %s", seed, answer)
				for way, from := range map[string]io.Reader{
					"at once":      strings.NewReader(answer),
					"byte by byte": iotest.OneByteReader(strings.NewReader(answer)),
					"end with it":  iotest.DataErrReader(strings.NewReader(answer)),
				} {
					got, err := method.decode(from)
					require.NoError(t, err, "seed %d, %s: %s", seed, way, answer)
					require.Equal(t, inRows(want), inRows(got), "seed %d, %s: %s", seed, way, answer)
				}
			}
		})
	}
}

func TestAnAnswerThatIsCutAnywhereIsNoAnswer(t *testing.T) {
	for name, method := range methods {
		t.Run(name, func(t *testing.T) {
			for seed := range int64(6) {
				answer := method.write(writer{rand.New(rand.NewSource(seed))}, 2)
				for cut := range answer {
					_, err := method.decode(strings.NewReader(answer[:cut]))
					require.Error(t, err, "seed %d: %s", seed, answer[:cut])
				}
			}
		})
	}
}
