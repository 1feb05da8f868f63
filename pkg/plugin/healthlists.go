package plugin

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
)

// missingLists are the lists that can't be had, together where it is for the same
// reason.
type missingLists []missingList

type missingList struct {
	lists  []configuration.Name
	reason string
}

// costOf is what does not work without a list.
var costOf = map[configuration.Name]string{
	configuration.Skills:  "pickers and variables are empty",
	configuration.Groups:  "pickers and variables are empty, and agents of subgroups are missing",
	configuration.Users:   "pickers and variables list no agents, and agents who have never logged in are missing",
	configuration.Reasons: "shown as IDs",
}

func (ds *Datasource) checkLists(ctx context.Context) missingLists {
	var missing missingLists
	for _, c := range ds.account.CheckLists(ctx) {
		if c.Err == nil {
			continue
		}
		reason := errorResponse(ctx, c.Err).Error.Error()
		i := slices.IndexFunc(missing, func(m missingList) bool { return m.reason == reason })
		if i < 0 {
			i, missing = len(missing), append(missing, missingList{reason: reason})
		}
		missing[i].lists = append(missing[i].lists, c.List)
	}
	return missing
}

// summary says that metrics work without the lists, if some are missing.
func (m missingLists) summary() []string {
	if len(m) == 0 {
		return nil
	}
	return []string{"Metrics work, but some account lists can't be read."}
}

// costs are a line for each reason: what does not work because of it.
func (m missingLists) costs() (lines []string) {
	for _, missing := range m {
		var costs []string
		for _, list := range missing.lists {
			costs = append(costs, fmt.Sprintf("%s (%s)", list, costOf[list]))
		}
		costs[0] = strings.ToUpper(costs[0][:1]) + costs[0][1:]
		lines = append(lines, strings.Join(costs, ", ")+": "+missing.reason)
	}
	return lines
}

// step is the step of the health check.
func (m missingLists) step() healthStep {
	step := healthStep{Name: "Read account lists", OK: len(m) == 0, Message: "Skills, agent groups, users and status reasons can be read."}
	if !step.OK {
		step.Message = strings.Join(slices.Concat(m.summary(), m.costs()), " ")
	}
	return step
}
