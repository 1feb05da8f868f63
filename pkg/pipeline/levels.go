package pipeline

import (
	"context"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// fit says which levels fit a query. Where the account's groups can't be had, a panel's
// group is taken for one with others below it, so it has no colour. That would end the
// alerts of a rule: there it is an error.
func (p *Pipeline) fit(ctx context.Context, caller fetch.Caller, q query.Query) (levels.Fit, error) {
	tree, known := api.GroupTree{}, false
	if p.needsGroups(caller, q) {
		if !caller.Alert {
			var stop context.CancelFunc
			ctx, stop = context.WithTimeout(ctx, listsWait)
			defer stop()
		}
		list, err := p.lists.Groups(ctx)
		if err != nil && caller.Alert {
			return levels.Fit{}, err
		}
		tree, known = api.NewGroupTree(list), err == nil
	}
	hasSubGroups := func(group string) bool { return !known || len(tree.Descendants([]string{group})) > 1 }
	return p.settings.Levels.Fit(p.catalogue, q, hasSubGroups), nil
}

func (p *Pipeline) needsGroups(caller fetch.Caller, q query.Query) bool {
	shown := !caller.Alert || q.Severities != query.NoSeverities
	return shown && levels.NeedsGroups(q) && slices.ContainsFunc(q.KPIs, (*catalogue.KPI).HasDirection)
}

// noteNoLevels says that a rule which compares values with levels has none for its rows,
// so that it can't fire.
func (l *loader) noteNoLevels() {
	if !l.query.Alert || l.query.Severities == query.NoSeverities {
		return
	}
	for _, kpi := range l.query.KPIs {
		if !l.fit.Any(kpi) {
			l.notices.Warn("%s has no level for the rows of this query, so the rule can't fire. Set its levels by %s in the data source settings, or remove filters that narrow what the rows cover.", kpi.Label, l.query.Rows.Noun)
		}
	}
}
