package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/concurrent"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// maxConcurrentQueries is how many queries of one panel run at the same time.
const maxConcurrentQueries = 10

// QueryData runs the queries of a panel or an alert rule.
func (ds *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	caller := fetch.Caller{Alert: req.Headers[backend.FromAlertHeaderName] == "true"}
	return concurrent.QueryData(ctx, req, func(ctx context.Context, q concurrent.Query) backend.DataResponse {
		f, err := ds.frame(ctx, caller, q.DataQuery)
		if err != nil {
			return errorResponse(ctx, err)
		}
		return backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
	}, maxConcurrentQueries)
}

// frame loads and renders one query.
func (ds *Datasource) frame(ctx context.Context, caller fetch.Caller, q backend.DataQuery) (*data.Frame, error) {
	if ds.configError != nil {
		return nil, ds.configError
	}
	result, err := ds.pipeline.Load(ctx, caller, pipeline.Query{
		JSON: q.JSON, Range: query.Range{From: q.TimeRange.From, To: q.TimeRange.To, Interval: q.Interval},
	})
	if err != nil {
		return nil, err
	}
	return pipeline.Render(result, ds.now()), nil
}
