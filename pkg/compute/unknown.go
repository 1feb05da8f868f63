package compute

import (
	"net/http"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// unknown is why a part has no values although LivePerson did not fail: nothing of the
// sample that they are estimated from is known, and zeros in their place would be invented.
func (p part) unknown() error {
	switch sampled := p.Result.Sampled; {
	case p.err != nil || sampled == nil || !sampled.Unknown:
		return p.err
	case sampled.Hours > 0:
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: "The sample has not been loaded yet. Refresh the dashboard."}
	}
	return &api.Error{Status: http.StatusBadRequest, Sentence: "The sample does not go back that far. Select a smaller sample size or a later time range."}
}

// lacksRows reports whether nothing is known of the values that a field has in other rows
// than those of the part. What is about the sample itself is known.
func (p part) lacksRows(field string) bool {
	isFact := p.Result.Sampled != nil && slices.Contains(p.Result.Sampled.Facts, field)
	return p.err == nil && p.table.RowsUnknown && !isFact
}

// rowsUnknown reports whether a KPI has no values in rows that are not there.
func (e evaluator) rowsUnknown(kpi *catalogue.KPI) bool {
	if given := find(e.columns, kpi); given != nil {
		return given.rowsUnknown
	}
	if kpi.Formula == nil || kpi.Formula.Agents != nil {
		return false
	}
	return slices.ContainsFunc(kpi.RowParts(), func(id string) bool { return e.rowsUnknown(e.catalogue.Find(id)) })
}

// RowsUnknown reports whether a KPI has no values in rows that the table lacks, not even
// counts of 0.
func (t Table) RowsUnknown(kpi *catalogue.KPI) bool { return find(t.columns, kpi).rowsUnknown }
