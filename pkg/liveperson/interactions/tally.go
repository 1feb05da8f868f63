package interactions

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// weighted is an average in the making.
type weighted struct{ sum, weight float64 }

func (w *weighted) add(sum, weight float64) { w.sum, w.weight = w.sum+sum, w.weight+weight }

// mean is the average, no value if there is nothing to average.
func (w weighted) mean() float64 {
	if w.weight == 0 {
		return api.NoValue()
	}
	return w.sum / w.weight
}

// tally adds up what conversations give for a row. Each counts for as many as it stands
// for.
type tally struct {
	timings   [kinds]weighted
	withinSLA weighted
	scores    weighted
	// positive and negative are how many conversations have a score above and below 0.
	positive, negative float64
	// size is how many conversations are in the sample, total how many they stand for.
	size  int
	total float64
}

func (t *tally) addSum(s sum, weight float64, r api.Request) {
	t.timings[s.kind].add(weight*float64(s.total), weight*float64(s.count))
	if s.kind == firstResponse && s.count > 0 {
		within := 0.0
		if s.total <= r.Sample.ServiceLevel.Milliseconds() {
			within = weight
		}
		t.withinSLA.add(within, weight)
	}
}

func (t *tally) addScore(score, weight float64) {
	if math.IsNaN(score) {
		return
	}
	t.scores.add(weight*score, weight)
	switch {
	case score > 0:
		t.positive += weight
	case score < 0:
		t.negative += weight
	}
}

func (t *tally) addConversation(weight float64) {
	t.size++
	t.total += weight
}

// netScore is the share of positive scores less that of negative ones, times 100.
func (t *tally) netScore() float64 {
	return weighted{100 * (t.positive - t.negative), t.scores.weight}.mean()
}

// share is the part of all conversations that is in the sample.
func (t *tally) share() float64 { return weighted{float64(t.size), t.total}.mean() }

// columns are the fields of a table, and how a row's value follows from its tally.
var columns = map[string]func(*tally) float64{
	"responseTime":                    func(t *tally) float64 { return t.timings[response].mean() },
	"consumerResponseTime":            func(t *tally) float64 { return t.timings[consumerResponse].mean() },
	"firstResponseTime":               func(t *tally) float64 { return t.timings[firstResponse].mean() },
	"consumerFirstResponseTime":       func(t *tally) float64 { return t.timings[consumerFirstResponse].mean() },
	"firstResponseFromFirstAssign":    func(t *tally) float64 { return t.timings[fromFirstAssignment].mean() },
	"firstResponseFromAllAssignments": func(t *tally) float64 { return t.timings[fromAllAssignments].mean() },
	"timeToFirstAssignment":           func(t *tally) float64 { return t.timings[toFirstAssignment].mean() },
	"serviceLevel":                    func(t *tally) float64 { return t.withinSLA.mean() },
	"mcs":                             func(t *tally) float64 { return t.scores.mean() },
	"mcsScore":                        func(t *tally) float64 { return t.netScore() },
	"mcsPositive":                     func(t *tally) float64 { return math.Round(t.positive) },
	"mcsNegative":                     func(t *tally) float64 { return math.Round(t.negative) },
	"sampleSize":                      func(t *tally) float64 { return float64(t.size) },
	"sampleShare":                     func(t *tally) float64 { return t.share() },
}

// facts are the fields that are about the sample itself.
var facts = []string{"sampleSize", "sampleShare"}

// rows are the tallies of a table's rows, by their ids.
type rows map[string]*tally

func (r rows) of(id string) *tally {
	t, known := r[id]
	if !known {
		t = &tally{}
		r[id] = t
	}
	return t
}

// selection says which digests count for which rows of a request.
type selection struct {
	request api.Request
	// groups are those of the filter, with all below them where the request wants these.
	groups []string
	// rowOf is the row of a conversation, empty if none; nil for rows by agent.
	rowOf func(digest) string
}

// isIn reports whether a filter lets an id through.
func isIn(filter []string, id string) bool { return len(filter) == 0 || slices.Contains(filter, id) }

// tally adds up the parts of a sample.
func (s selection) tally(parts []part) rows {
	all := rows{}
	if s.request.GroupBy == "" && s.rowOf != nil {
		all.of("")
	}
	for _, p := range parts {
		weight := p.weight()
		for _, d := range p.digests {
			switch {
			case !isIn(s.request.Filter.Skills, d.skill):
			case s.rowOf == nil:
				s.addAgents(all, d, weight)
			case isIn(s.groups, d.group) && isIn(s.request.Filter.Agents, d.agent):
				s.addRow(all, d, weight)
			}
		}
	}
	return all
}

// addRow counts a conversation for its account, skill or group.
func (s selection) addRow(all rows, d digest, weight float64) {
	id := s.rowOf(d)
	if id == "" && s.request.GroupBy != "" {
		return
	}
	t := all.of(id)
	t.addConversation(weight)
	t.addScore(d.mcs, weight)
	for _, sum := range d.sums {
		t.addSum(sum, weight, s.request)
	}
}

// addAgents counts a conversation for the people it was assigned to: each response for
// who gave it, the score for the latest one.
func (s selection) addAgents(all rows, d digest, weight float64) {
	for _, p := range d.people {
		if !isIn(s.request.Filter.Agents, p.agent) || !isIn(s.groups, p.group) {
			continue
		}
		t := all.of(p.agent)
		t.addConversation(weight)
		if p.agent == d.agent {
			t.addScore(d.mcs, weight)
		}
		for _, sum := range d.sums {
			if sum.agent == p.agent {
				t.addSum(sum, weight, s.request)
			}
		}
	}
}
