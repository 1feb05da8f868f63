package pipeline

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// mainGroup is the id of the group that is in no list.
const mainGroup = "-1"

// nothingChosen is the result of a query whose variables have no value.
func (p *Pipeline) nothingChosen(q query.Query) Result {
	var notices query.Notices
	for _, sentence := range q.Unchosen {
		notices.Warn("%s", sentence)
	}
	return p.withoutData(q, notices)
}

// withoutData is a result without data, and with warnings that say why. A panel with the
// status of data shows the first of them.
func (p *Pipeline) withoutData(q query.Query, notices query.Notices) Result {
	r := Result{query: q, isEmpty: true, provenance: frame.Provenance{Notices: notices}}
	if hasProvenance(q) && !q.Alert && !q.Series {
		r.isEmpty, r.table = false, compute.Value(p.catalogue, q, nil, nil)
		for _, kpi := range q.KPIs {
			if kpi.Provenance() != nil {
				r.table.Fill(kpi, math.NaN(), notices.Warnings()[0])
			}
		}
	}
	return r
}

// explainEmpty says why a result has nothing in it, if so: ids that the account does
// not have, or simply no rows. A step can have rows that no table has: of agents who are
// not logged in.
func (l *loader) explainEmpty(ctx context.Context, steps []*compute.Step, tables []compute.Table) {
	isShown := slices.ContainsFunc(tables, func(t compute.Table) bool { return len(t.IDs) > 0 })
	if isShown && slices.ContainsFunc(steps, hasValues) {
		return
	}
	l.noteUnknownIDs(ctx)
	switch {
	case len(l.notices.Warnings()) > 0, isShown:
	case l.query.Rows.Transient && l.query.Filter.IsEmpty():
		l.notices.Info("No conversation is open.")
	case l.query.Rows.Transient:
		l.notices.Info("No open conversation matches the filter.")
	case !l.query.Rows.Roster:
		l.notices.Info("LivePerson returned no %s for this query.", l.query.Rows.Plural)
	case len(l.query.Filter.AgentStatus) == 0:
		l.notices.Info("No logged-in agent matches the filter. Add the status Offline to see the others.")
	default:
		l.notices.Info("No agent matches the filter.")
	}
}

func hasRows(s *compute.Step) bool { return len(s.Result.IDs) > 0 }

// hasValues reports whether a step has agents, who are there whatever their values,
// or a value that is not zero.
func hasValues(s *compute.Step) bool {
	if len(s.Result.Agents) > 0 {
		return true
	}
	for _, column := range s.Result.Fields {
		if slices.ContainsFunc(column, func(value float64) bool { return value != 0 && !math.IsNaN(value) }) {
			return true
		}
	}
	return false
}

// listsWait is how long a panel with values waits for the account's lists, which only
// say more about them.
const listsWait = 2 * time.Second

// noteUnknownIDs says which ids of the filter the account does not have. LivePerson
// returns zeros for them, which look like a quiet contact centre. Where the lists
// can't be had, nothing is said.
func (l *loader) noteUnknownIDs(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, listsWait)
	defer stop()
	f := l.query.Filter
	for _, filter := range []struct {
		rows string
		ids  []string
		list func(context.Context) ([]api.Entity, error)
	}{{"skill", f.Skills, l.lists.Skills}, {"group", f.Groups, l.lists.Groups}} {
		if len(filter.ids) == 0 {
			continue
		}
		if known, err := filter.list(ctx); err == nil {
			l.noteUnknown(l.catalogue.RowKind(filter.rows), filter.ids, known)
		}
	}
}

// maxNamed is how many ids a sentence names.
const maxNamed = 5

// noteUnknown names the ids that are not in a list, if there are any.
func (l *loader) noteUnknown(rows *catalogue.RowKind, ids []string, known []api.Entity) {
	isKnown := map[string]bool{mainGroup: true}
	for _, e := range known {
		isKnown[e.ID] = true
	}
	unknown := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return isKnown[id] })
	switch n := len(unknown); {
	case n == 0:
		return
	case n == 1:
		l.notices.Warn("The account has no %s %s. Select another one in the filter.", rows.Noun, unknown[0])
		return
	case n > maxNamed:
		unknown = append(unknown[:maxNamed:maxNamed], fmt.Sprintf("and %d more", n-maxNamed))
	}
	l.notices.Warn("The account has no %s %s. Select others in the filter.", rows.Plural, strings.Join(unknown, ", "))
}
