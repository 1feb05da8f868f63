package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/concurrent"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// queriesAtOnce is how many queries of one panel are answered at the same time.
const queriesAtOnce = 10

// QueryData answers the queries of a panel or an alert rule.
func (ds *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	forAlert := req.Headers[backend.FromAlertHeaderName] == "true"
	if forAlert { // for what is asked besides flights, which know who waits for them
		urgent := budget.NewPriority()
		urgent.Raise()
		ctx = budget.With(ctx, urgent)
	}
	return concurrent.QueryData(ctx, req, func(ctx context.Context, asked concurrent.Query) backend.DataResponse {
		f, err := ds.frame(ctx, asked.DataQuery, gather.Asker{Alert: forAlert})
		if err != nil {
			return failure(ctx, err)
		}
		return backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
	}, queriesAtOnce)
}

// frame takes one query all the way: parse, plan, gather, frame.
func (ds *Datasource) frame(ctx context.Context, asked backend.DataQuery, who gather.Asker) (*data.Frame, error) {
	if ds.unusable != nil {
		return nil, ds.unusable
	}
	q, err := query.Parse(ds.kpis, asked.JSON, query.Range{From: asked.TimeRange.From, To: asked.TimeRange.To, Interval: asked.Interval})
	if err != nil {
		return nil, err
	}
	if who.Alert {
		if q, err = numbersOnly(q); err != nil {
			return nil, err
		}
	}
	tree, q, err := ds.tree(ctx, q)
	if err != nil {
		return nil, err
	}
	now := ds.now()
	p, err := plan.Build(ds.kpis, q, now, ds.settings.limits)
	if err != nil {
		return nil, err
	}
	if q.Series {
		return ds.series(ctx, who, q, p)
	}
	return ds.value(ctx, who, q, p, tree, now)
}

// numbersOnly leaves out what alerting would make labels of.
func numbersOnly(q query.Query) (query.Query, error) {
	var kpis []*catalogue.KPI
	for _, kpi := range q.KPIs {
		if kpi.Numeric() {
			kpis = append(kpis, kpi)
		}
	}
	if len(kpis) == 0 {
		return q, &query.Error{Sentence: "The query has no KPI with numbers, and an alert rule needs one. Choose a KPI that can be counted or measured."}
	}
	q.KPIs = kpis
	if q.OrderBy != nil && !q.OrderBy.KPI.Numeric() {
		q.OrderBy = nil
	}
	return q, nil
}

// tree is how the account's groups nest, where the query needs it. The agent
// view knows no sub-groups, so its filter names all of them, whether agents are
// the query's rows or what a formula adds up.
func (ds *Datasource) tree(ctx context.Context, q query.Query) (plan.Tree, query.Query, error) {
	if !plan.NeedsTree(ds.kpis, q) {
		return plan.Tree{}, q, nil
	}
	groups, err := ds.gather.Lists().Groups(ctx)
	if err != nil {
		return plan.Tree{}, q, err
	}
	tree := plan.NewTree(groups)
	q.Filter.AgentGroups = tree.Below(q.Filter.Groups)
	return tree, q, nil
}
