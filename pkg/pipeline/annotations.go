package pipeline

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
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
	provenance := frame.Provenance{Requests: []frame.Request{{Request: request}}}
	if !isObserved(a.Event) {
		if errs[0] != nil {
			return nil, errs[0]
		}
		p.describe(&provenance, results[0])
		return frame.Annotations(a, api.OccurrencesOf(results[0].Table), provenance), nil
	}
	occurrences, err := p.observed(ctx, a) // whether LivePerson responds or not
	return frame.Annotations(a, occurrences, provenance), err
}

func isObserved(e api.Event) bool { return e == api.TeamOffline || e == api.Failing }

// describe says how a result came about.
func (p *Pipeline) describe(of *frame.Provenance, r fetch.Result) {
	of.Calls, of.Age = r.Calls, r.Age
	switch r.Status {
	case fetch.Hit:
		of.Hits++
	case fetch.Shared:
		of.Shared++
	case fetch.Stale:
		of.Notices.Warn("Showing data that is %s old. %s", inWords(r.Age), r.Failure)
	}
	if r.Unclear > 0 {
		of.Notices.Warn("%d conversations are left out, because they are not understood.", r.Unclear)
	}
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
