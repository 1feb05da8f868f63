package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Events is the request for the events of an annotation at a time. What is observed needs
// one, too, so that something is seen where nothing else is requested: the same request as
// panels have.
func (p *Planner) Events(a query.Annotation, look api.Look, now time.Time) (api.Request, error) {
	switch a.Event {
	case api.TeamOffline:
		return p.current("group", "online_agents", query.Filter{UserTypes: []string{api.Human}}, now)
	case api.Failing:
		return p.current("account", "open_conversations", query.Filter{}, now)
	}
	method := p.methods[api.EventsMethod]
	q := query.Query{Range: a.Range, Location: time.UTC}
	b := boundsOf([]group{{method: method}})
	w, err := windowOf(q, now, b)
	if err != nil {
		return api.Request{}, err
	}
	if w, _, err = b.keep(q, w, now); err != nil {
		return api.Request{}, err
	}
	r := api.Request{
		Method: method, Rows: "conversation", Window: w, Columns: api.EventColumns(), Event: a.Event,
		Filter: api.Filter{Skills: a.Filter.Skills, Groups: a.Filter.Groups, IncludeSubGroups: a.Filter.IncludeSubGroups},
	}
	if a.Event == api.MCSNegative {
		r.Look = look
	}
	return r, nil
}

// current is the request for a current value.
func (p *Planner) current(rows, kpi string, f query.Filter, now time.Time) (api.Request, error) {
	q := query.Query{
		Rows: p.catalogue.RowKind(rows), Filter: f, Location: time.UTC,
		Range: query.Range{From: now.Add(-time.Hour), To: now}, Window: query.Window{Kind: query.WindowRange},
	}
	q.KPIs = append(q.KPIs, p.catalogue.Find(kpi))
	built, err := p.Build(q, now)
	if err != nil {
		return api.Request{}, err
	}
	return built.Steps[0].Request, nil
}
