package catalogue

import "math"

// Column computes a KPI's value for each of n rows. field gives the n values
// of a field of the answer, NaN where LivePerson left it out. In the result,
// NaN means that there is no value.
func (c *Catalogue) Column(kpi *KPI, n int, field func(name string) []float64) []float64 {
	if kpi.Formula != nil {
		first := c.Column(c.byID[kpi.Formula.Of[0]], n, field)
		second := c.Column(c.byID[kpi.Formula.Of[1]], n, field)
		difference := make([]float64, n)
		for i := range difference {
			difference[i] = first[i] - second[i] // NaN unless both are there
		}
		return difference
	}
	values := make([]float64, n)
	given := field(kpi.Source.Field)
	for i := range values {
		values[i] = math.NaN()
		if given != nil {
			values[i] = given[i]
		}
	}
	if kpi.Fallback != nil {
		c.fall(kpi.Fallback.Of, values, field)
	}
	if kpi.Measure == Count {
		fill(values, 0)
	}
	return values
}

// fall puts the sum of other KPIs where there is no value.
func (c *Catalogue) fall(parts []string, values []float64, field func(name string) []float64) {
	sum := make([]float64, len(values))
	for _, id := range parts {
		for i, value := range c.Column(c.byID[id], len(values), field) {
			sum[i] += value
		}
	}
	for i, value := range values {
		if math.IsNaN(value) {
			values[i] = sum[i]
		}
	}
}

func fill(values []float64, with float64) {
	for i, value := range values {
		if math.IsNaN(value) {
			values[i] = with
		}
	}
}
