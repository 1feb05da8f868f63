package reporting

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Average is a field that is computed from others: a mean over what they count, or a sum.
type Average struct {
	// Total and Count are the fields of a row whose sums are divided, each times its
	// factor. Where LivePerson has no total, there is only the mean. Without a count, it is
	// the sum of the total.
	Total, Count map[string]float64
	// IsWeighted reports that the mean is that of the count, and can be combined by it.
	IsWeighted bool
	// Unit is what a mean that LivePerson gives is multiplied by, 0 for 1.
	Unit float64
}

// MeanOf is a mean that LivePerson gives together with its total and its count.
func MeanOf(total, count string) Average {
	return Average{Total: map[string]float64{total: 1}, Count: map[string]float64{count: 1}}
}

// MeanOver is a mean of which LivePerson gives no total. It gives 0 where the count is 0.
func MeanOver(count string, isWeighted bool) Average {
	return Average{Count: map[string]float64{count: 1}, IsWeighted: isWeighted}
}

// value is a column's number of what several rows or intervals are together: NaN if
// there are none, no value where they can't be combined.
func (m Method) value(c api.Column, parts []part) float64 {
	if len(parts) == 0 {
		return math.NaN()
	}
	if a, known := m.Averages[c.Field]; known {
		return a.of(c, parts)
	}
	if of, known := m.Present[c.Field]; known {
		return present(of, parts)
	}
	switch {
	case slices.Contains(m.Highest, c.Field):
		return highest(c, parts)
	case len(parts) == 1:
		return parts[0].number(c.Field, c.Numbers)
	case !m.isCombinable(c.Field):
		return api.NoValue()
	}
	sum := math.NaN()
	for _, p := range parts {
		sum = api.Plus(sum, p.number(c.Field, c.Numbers))
	}
	return sum
}

// needs are the fields of a response that columns are made of.
func (m Method) needs(columns []api.Column) []string {
	var fields []string
	for _, c := range columns {
		fields = append(fields, c.Field)
		fields = slices.AppendSeq(fields, maps.Keys(m.Averages[c.Field].Total))
		fields = slices.AppendSeq(fields, maps.Keys(m.Averages[c.Field].Count))
		if of, known := m.Present[c.Field]; known {
			fields = append(fields, of)
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// isCombinable reports whether values of several rows or intervals can be combined.
func (m Method) isCombinable(field string) bool {
	a, isAverage := m.Averages[field]
	_, isPresent := m.Present[field]
	return isAverage && (a.IsWeighted || a.Total != nil) || isPresent || slices.Contains(m.Counts, field) || slices.Contains(m.Highest, field)
}

// present counts the agents of whom a field is above 0, each once.
func present(field string, parts []part) float64 {
	agents := map[string]bool{}
	for _, p := range parts {
		switch number := p.number(field, api.NotNegative); {
		case api.IsUnclear(number), p.metrics == nil:
			return number
		case number > 0:
			agents[p.agent] = true
		}
	}
	return float64(len(agents))
}

// highest is the highest number of those that are there.
func highest(c api.Column, parts []part) float64 {
	found := parts[0].number(c.Field, c.Numbers)
	for _, p := range parts[1:] {
		switch number := p.number(c.Field, c.Numbers); {
		case api.IsUnclear(found) || api.IsUnclear(number):
			return api.Unclear()
		case math.IsNaN(found) || number > found:
			found = number
		}
	}
	return found
}

// of divides the sums. A single row may have the quotient and not what it is made of.
func (a Average) of(c api.Column, parts []part) float64 {
	total, count := sumOf(a.Total, parts), sumOf(a.Count, parts)
	if len(parts) > 1 && a.Count != nil {
		total, count = a.sums(c, parts)
	}
	switch {
	case api.IsUnclear(total) || api.IsUnclear(count):
		return api.Unclear()
	case a.Count == nil:
		return total
	case count == 0:
		return api.NoValue()
	case len(parts) == 1 && math.IsNaN(total):
		return a.givenMean(c, parts[0], count)
	case math.IsNaN(total) || math.IsNaN(count):
		return api.NoValue()
	}
	return total / count
}

// givenMean is the mean that a row has. Without the count, 0 may be that of nothing.
func (a Average) givenMean(c api.Column, p part, count float64) float64 {
	if mean := p.number(c.Field, c.Numbers); mean != 0 || !math.IsNaN(count) {
		return times(mean, cmp.Or(a.Unit, 1))
	}
	return api.NoValue()
}

// sums adds up what is divided of several parts: the totals, or where LivePerson has none the
// means times what they count, and the counts. A part that lacks one of both is left out.
func (a Average) sums(c api.Column, parts []part) (total, count float64) {
	total, count = math.NaN(), math.NaN()
	for _, p := range parts {
		one := []part{p}
		ofPart, counted := sumOf(a.Total, one), sumOf(a.Count, one)
		if a.IsWeighted {
			ofPart = times(p.number(c.Field, c.Numbers), counted)
		}
		if isMissing(ofPart) || isMissing(counted) {
			continue
		}
		total, count = api.Plus(total, ofPart), api.Plus(count, counted)
	}
	return total, count
}

// isMissing reports whether there is no number, as opposed to one that is not understood.
func isMissing(number float64) bool { return math.IsNaN(number) && !api.IsUnclear(number) }

// sumOf adds up fields of all parts, each times its factor.
func sumOf(factors map[string]float64, parts []part) float64 {
	sum := math.NaN()
	for _, p := range parts {
		for field, factor := range factors {
			sum = api.Plus(sum, times(p.number(field, api.NotNegative), factor))
		}
	}
	return sum
}

// times multiplies two numbers, and leaves what is none as it is.
func times(number, factor float64) float64 {
	switch {
	case math.IsNaN(number):
		return number
	case math.IsNaN(factor):
		return factor
	}
	return number * factor
}
