package compute

import (
	"math"
	"net/http"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// unknown is why a part has no values although LivePerson did not fail: nothing of the
// sample that they are estimated from is known, and zeros in their place would be invented.
func (p part) unknown() error {
	switch sampled := p.Result.Sampled; {
	case p.err != nil || sampled == nil || !sampled.Unknown:
		return p.err
	case sampled.Hours > 0:
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: "Its sample has not been loaded yet. Refresh the dashboard."}
	}
	return &api.Error{Status: http.StatusBadRequest, Sentence: "Its sample does not go back that far. Select a smaller sample size or a later time range."}
}

// few are the ids of the rows for which a source of a KPI has too few conversations for
// an estimate to say much.
func (p part) few(source plan.Source) []string {
	sampled := p.Result.Sampled
	if p.err != nil || sampled == nil || slices.Contains(sampled.Facts, source.Column.Field) {
		return nil
	}
	return sampled.Few
}

// few are the ids of the rows whose value of a KPI is estimated from too few
// conversations.
func (e evaluator) few(kpi *catalogue.KPI) []string {
	if given := find(e.columns, kpi); given != nil {
		return given.few
	}
	var few []string
	if kpi.Formula != nil && kpi.Formula.Agents == nil {
		for _, id := range kpi.RowParts() {
			few = append(few, e.few(e.catalogue.Find(id))...)
		}
	}
	return few
}

// Few are the ids of the rows whose value of a KPI is estimated from too few
// conversations.
func (t Table) Few(kpi *catalogue.KPI) []string { return find(t.columns, kpi).few }

// WithoutFew leaves out the table's values that are estimated from too few conversations,
// and reports whether there are any.
func (t Table) WithoutFew() (left bool) {
	for i, c := range t.columns {
		if len(c.few) == 0 || c.numbers == nil {
			continue
		}
		t.columns[i].numbers = slices.Clone(c.numbers)
		for row, id := range t.IDs {
			if slices.Contains(c.few, id) {
				t.columns[i].numbers[row], left = math.NaN(), true
			}
		}
	}
	return left
}
