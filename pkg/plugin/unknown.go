package plugin

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// explainEmpty adds to a plan why its answer has nothing in it, if so: ids that
// the account does not have, or simply nobody.
func (ds *Datasource) explainEmpty(ctx context.Context, q query.Query, p *plan.Plan, tables []liveperson.Table) {
	if slices.ContainsFunc(tables, hasValues) {
		return
	}
	p.Warnings = append(p.Warnings, ds.unknown(ctx, q.Filter)...)
	switch {
	case len(p.Warnings) > 0, slices.ContainsFunc(tables, hasRows):
	case q.Rows != catalogue.Agent:
		p.Notices = append(p.Notices, fmt.Sprintf("LivePerson lists no %s for this question.", kinds[q.Rows]))
	case len(q.Filter.AgentStatus) == 0:
		p.Notices = append(p.Notices, "No agent who is logged in fits the filter. Choose the status Offline, too, to see the others.")
	default:
		p.Notices = append(p.Notices, "No agent fits the filter now.")
	}
}

var kinds = map[catalogue.Rows]string{catalogue.Skill: "skill", catalogue.Group: "agent group"}

func hasRows(t liveperson.Table) bool { return len(t.IDs) > 0 }

// hasValues tells whether an answer has agents, who are there whatever their
// values, or a value that is not zero.
func hasValues(t liveperson.Table) bool {
	if len(t.Agents) > 0 {
		return true
	}
	for _, column := range t.Fields {
		if slices.ContainsFunc(column, func(value float64) bool { return value != 0 && !math.IsNaN(value) }) {
			return true
		}
	}
	return false
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
	}{{"skill", f.Skills, ds.gather.Lists().Skills}, {"agent group", f.Groups, ds.gather.Lists().Groups}} {
		if len(part.ids) == 0 {
			continue
		}
		if known, err := part.list(ctx); err == nil {
			warnings = append(warnings, lacks(part.kind, part.ids, known)...)
		}
	}
	return warnings
}

// lacks is a sentence about the ids that are not in a list, if there are any.
func lacks(kind string, ids []string, known []liveperson.Named) []string {
	has := map[string]bool{"-1": true} // the main group is in no list
	for _, n := range known {
		has[n.ID] = true
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return has[id] })
	switch n := len(missing); {
	case n == 0:
		return nil
	case n == 1:
		return []string{fmt.Sprintf("The account has no %s %s. Choose another in the filter.", kind, missing[0])}
	case n > named:
		missing = append(missing[:named:named], fmt.Sprintf("and %d more", n-named))
	}
	return []string{fmt.Sprintf("The account has no %ss %s. Choose others in the filter.", kind, strings.Join(missing, ", "))}
}

// named is how many ids a sentence names.
const named = 5
