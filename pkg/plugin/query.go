package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/concurrent"

	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// queriesAtOnce is how many queries of one panel are answered at the same time.
const queriesAtOnce = 10

// QueryData answers the queries of a panel or an alert rule.
func (ds *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	return concurrent.QueryData(ctx, req, ds.answer, queriesAtOnce)
}

func (ds *Datasource) answer(ctx context.Context, asked concurrent.Query) backend.DataResponse {
	f, err := ds.frame(ctx, asked.DataQuery)
	if err != nil {
		return failure(err)
	}
	return backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
}

// frame takes one query all the way: parse, plan, gather, frame.
func (ds *Datasource) frame(ctx context.Context, asked backend.DataQuery) (*data.Frame, error) {
	if ds.unusable != nil {
		return nil, ds.unusable
	}
	q, err := query.Parse(ds.kpis, asked.JSON, query.Range(asked.TimeRange))
	if err != nil {
		return nil, err
	}
	p, err := plan.Build(ds.kpis, q, ds.now())
	if err != nil {
		return nil, err
	}
	table, err := ds.gather.Metrics(ctx, p.Metrics)
	if err != nil {
		return nil, err
	}
	f := frame.Of(ds.kpis, q, table)
	frame.Describe(f, frame.Origin{Path: ds.client.MetricsPath(), Body: p.Metrics.Body(), Notices: p.Notices, Calls: table.Calls})
	return f, nil
}
