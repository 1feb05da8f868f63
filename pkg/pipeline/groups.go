package pipeline

import (
	"context"
	"errors"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// groups are how the account's groups nest, where a query needs to know it.
type groups struct {
	tree api.GroupTree
	// unknown is why it is not known, though the query needs it, else nil.
	unknown error
}

// groups adds the groups below those of a query's filter, where the plan needs them.
// Without the account's list of groups, a panel gets what does not need them.
func (p *Pipeline) groups(ctx context.Context, caller fetch.Caller, q *query.Query) (groups, error) {
	if !p.planner.NeedsGroups(*q) {
		return groups{}, nil
	}
	list, err := p.lists.Groups(ctx)
	var failed *api.Error
	switch {
	case errors.As(err, &failed):
		unknown := *failed
		unknown.Sentence = "The subgroups of the selected agent groups are unknown, because the list of agent groups could not be loaded. " + failed.Sentence
		if caller.Alert {
			return groups{}, &unknown
		}
		q.Filter.AgentGroups = q.Filter.Groups
		return groups{unknown: &unknown}, nil
	case err != nil:
		return groups{}, err
	}
	tree := api.NewGroupTree(list)
	q.Filter.AgentGroups = tree.Descendants(q.Filter.Groups)
	return groups{tree: tree}, nil
}

// lacks reports whether a step can't be requested as the query has it.
func (g groups) lacks(s plan.Step) bool { return g.unknown != nil && s.Role == plan.Agents }
