package interactions

import (
	"context"
	"maps"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// rowOf is how the row of a conversation follows from a grouping, nil for agents.
func rowOf(groupBy string) func(digest) string {
	switch groupBy {
	case api.BySkill:
		return func(d digest) string { return d.skill }
	case api.ByGroup:
		return func(d digest) string { return d.group }
	case api.ByAgent:
		return nil
	}
	return func(digest) string { return "" }
}

// botsNotice says why there is nothing to see of bots alone.
var botsNotice = api.Notice{
	Sentence: "KPIs that are estimated from a sample are about human agents, so there are no values for bots. Select other user types, or remove that filter.",
}

// table makes the table of a request from the parts of a sample.
func (s *source) table(ctx context.Context, r api.Request, parts []part) (api.Table, error) {
	groups, err := s.groupsOf(ctx, r.Filter)
	if err != nil {
		return api.Table{}, err
	}
	all := selection{request: r, groups: groups, rowOf: rowOf(r.GroupBy)}.tally(parts)
	t := api.Table{IDs: slices.Sorted(maps.Keys(all)), Fields: make(map[string][]float64, len(columns))}
	for field, value := range columns {
		column := make([]float64, len(t.IDs))
		for row, id := range t.IDs {
			column[row] = value(all[id])
		}
		t.Fields[field] = column
	}
	if t.RowsUnknown = isOutside(parts); t.RowsUnknown {
		clearValues(map[string][]float64{"mcsPositive": t.Fields["mcsPositive"], "mcsNegative": t.Fields["mcsNegative"]})
	}
	if types := r.Filter.UserTypes; len(types) > 0 && !slices.Contains(types, api.Human) {
		clearValues(t.Fields)
		t.Notices = []api.Notice{botsNotice}
	}
	t.Names = t.IDs
	t.Sampled = sampledOf(parts, all, r.Filter)
	return t, nil
}

// isOutside reports whether there are conversations and the sample has none of them, as in
// the first half of a busy hour: how many have a score is unknown, and not 0.
func isOutside(parts []part) bool {
	var total float64
	for _, p := range parts {
		if len(p.digests) > 0 {
			return false
		}
		total += p.total
	}
	return total > 0
}

// sampledOf is the size of a sample, without what a filter leaves out.
func sampledOf(parts []part, all rows, f api.Filter) *api.Sampled {
	var s api.Sampled
	var total float64
	for _, p := range parts {
		s.Size += len(p.digests)
		total += p.total
		s.Estimated = s.Estimated || p.isEstimated
		for _, d := range p.digests {
			if d.isCutOff {
				s.Partial++
			}
		}
	}
	if row, isAccount := all[""]; isAccount && (len(f.Skills) > 0 || len(f.Groups) > 0 || len(f.Agents) > 0) {
		s.Estimated = s.Estimated || row.size < int(math.Round(row.total))
		s.Size, total = row.size, row.total
	}
	s.Total = int(math.Round(total))
	s.Facts = facts
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if all[id].size < api.MinSample {
			s.Few = append(s.Few, id)
		}
	}
	return &s
}

// groupsOf are the groups of a filter, with all below them if it includes these.
func (s *source) groupsOf(ctx context.Context, f api.Filter) ([]string, error) {
	if !f.IncludeSubGroups || len(f.Groups) == 0 {
		return f.Groups, nil
	}
	list, err := s.lists.Groups(ctx)
	if err != nil {
		return nil, err
	}
	return api.NewGroupTree(list).Descendants(f.Groups), nil
}
