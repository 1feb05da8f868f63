package pipeline

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Annotations makes the frame of an annotation's query. Its errors are of type *query.Error,
// or fetch's.
func (p *Pipeline) Annotations(ctx context.Context, raw Query) (*data.Frame, error) {
	a, err := query.ParseAnnotation(p.catalogue, raw.JSON, raw.Range)
	if err != nil {
		return nil, err
	}
	now := p.now()
	if a.EndsNow {
		a.Range = a.Range.EndingAt(now)
	}
	a.Range = a.Range.UpTo(now)
	if len(a.Unchosen) > 0 {
		var provenance frame.Provenance
		provenance.Notices.Warn("%s", a.Unchosen[0])
		return frame.Annotations(a, nil, provenance), nil
	}
	request, err := p.planner.Events(a, p.settings.Look, now)
	if err != nil {
		return nil, err
	}
	results, errs := p.fetcher.All(ctx, fetch.Caller{}, []fetch.Item{{Request: request}}, nil)
	planned := []plan.Step{{Request: request}}
	l := loader{Pipeline: p, query: query.Query{Location: cmp.Or(p.settings.Location, time.UTC)}}
	if a.Event.IsObserved() { // whether LivePerson responds or not
		occurrences, err := p.observed(ctx, a)
		return frame.Annotations(a, occurrences, l.provenance(planned, nil)), err
	}
	if errs[0] != nil {
		return nil, errs[0]
	}
	provenance := l.provenance(planned, []*compute.Step{{Step: planned[0], Result: results[0]}})
	return frame.Annotations(a, api.OccurrencesOf(results[0].Table), provenance), nil
}

// observed are events that were seen. An API fails for everyone, whatever the filter.
func (p *Pipeline) observed(ctx context.Context, a query.Annotation) ([]api.Occurrence, error) {
	all := p.settings.Observed.Occurrences(a.Event, a.Range.Window())
	groups := a.Filter.Groups
	if a.Event == api.Failing || len(groups) == 0 {
		return all, nil
	}
	if a.Filter.IncludeSubGroups {
		list, err := p.lists.Groups(ctx)
		if err != nil {
			return nil, err
		}
		groups = api.NewGroupTree(list).Descendants(groups)
	}
	return slices.DeleteFunc(all, func(o api.Occurrence) bool {
		return o.Event == a.Event && !slices.Contains(groups, o.ID)
	}), nil
}
