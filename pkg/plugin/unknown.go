package plugin

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// isEmpty tells whether an answer has no row, or no value but zeros.
func isEmpty(t liveperson.Table) bool {
	for _, column := range t.Fields {
		if slices.ContainsFunc(column, func(value float64) bool { return value != 0 && !math.IsNaN(value) }) {
			return false
		}
	}
	return true
}

// unknown says which ids of a filter the account does not have. LivePerson
// answers zeros for them, which look like a quiet contact centre. Where the
// lists can't be had, nothing is said.
func (ds *Datasource) unknown(ctx context.Context, f query.Filter) []string {
	var warnings []string
	for _, part := range []struct {
		kind string
		ids  []string
		list func(context.Context) ([]liveperson.Named, error)
	}{{"skill", f.Skills, ds.gather.Skills}, {"agent group", f.Groups, ds.gather.Groups}} {
		if len(part.ids) == 0 {
			continue
		}
		known, err := part.list(ctx)
		if err != nil {
			continue
		}
		for _, id := range part.ids {
			if id != "-1" && !slices.ContainsFunc(known, func(n liveperson.Named) bool { return n.ID == id }) {
				warnings = append(warnings, fmt.Sprintf("The account has no %s %s. Choose another in the filter.", part.kind, id))
			}
		}
	}
	return warnings
}
