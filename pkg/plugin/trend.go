package plugin

import (
	"slices"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// trend is what has come of a trend's questions.
type trend struct {
	points []compute.Answer
	// missing is why a point has no values, nil where it has.
	missing []error
	// shown are the answers to the questions, empty where no point is made of one.
	shown []gather.Answer
}

// trendOf makes the points of a plan of the answers to its questions, each of
// which is there where its error is nil.
func trendOf(p plan.Plan, answers []gather.Answer, errs []error) trend {
	var t trend
	for i, answer := range answers {
		first := len(t.points)
		switch {
		case i == 0 && p.History > 0:
			t.addHistory(answer, errs[i], p.Points[:p.History])
		case errs[i] == nil && isOfAnother(answer, p.Own[i]):
			t.add(compute.Answer{}, answer.Failure)
		default:
			t.add(compute.Answer{Table: answer.Table, Refused: answer.Refused}, errs[i])
		}
		if !slices.Contains(t.missing[first:], nil) {
			answer = gather.Answer{}
		}
		t.shown = append(t.shown, answer)
	}
	return t
}

func (t *trend) add(point compute.Answer, missing error) {
	point.Gap = missing != nil
	t.points, t.missing = append(t.points, point), append(t.missing, missing)
}

// isOfAnother tells whether what stands in for a point is another point.
func isOfAnother(answer gather.Answer, r liveperson.Request) bool {
	from, _ := r.Span()
	return answer.Source == gather.Stale && !answer.From.Equal(from)
}

// addHistory adds the points of a history. Where an older one stands in, those
// that it does not reach are missing.
func (t *trend) addHistory(history gather.Answer, err error, starts []time.Time) {
	index := map[string]int{}
	for i, id := range history.IDs {
		index[id] = i
	}
	for _, start := range starts {
		point := compute.Answer{Refused: history.Refused}
		point.Table = liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}}
		at, known := index[strconv.FormatInt(start.UnixMilli(), 10)]
		for field, column := range history.Fields {
			if known {
				point.Table.Fields[field] = column[at : at+1]
			}
		}
		missing := err
		if err == nil && (start.Before(history.From) || !start.Before(history.To)) {
			missing = history.Failure
		}
		t.add(point, missing)
	}
}
