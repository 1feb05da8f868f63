package plugin

import (
	"context"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/concurrent"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// maxConcurrentQueries is how many queries of one panel run at the same time.
const maxConcurrentQueries = 10

// QueryData runs the queries of a panel or an alert rule.
func (ds *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	caller := fetch.Caller{Alert: req.Headers[backend.FromAlertHeaderName] == "true"}
	var mu sync.Mutex
	var panel []frame.Shown
	response, err := concurrent.QueryData(ctx, req, func(ctx context.Context, q concurrent.Query) backend.DataResponse {
		if !caller.Alert && query.IsAnnotation(q.DataQuery.JSON) {
			return ds.annotate(ctx, q.DataQuery)
		}
		shown, err := ds.show(ctx, caller, q.DataQuery)
		if err != nil {
			return ds.failed(ctx, caller, q.DataQuery, err)
		}
		ds.addStream(shown, q.DataQuery.JSON)
		mu.Lock()
		defer mu.Unlock()
		panel = append(panel, shown)
		return backend.DataResponse{Frames: data.Frames{shown.Frame}, Status: backend.StatusOK}
	}, maxConcurrentQueries)
	if err == nil && !caller.Alert {
		frame.Distinguish(panel)
	}
	return response, err
}

// show loads and renders one query.
func (ds *Datasource) show(ctx context.Context, caller fetch.Caller, q backend.DataQuery) (frame.Shown, error) {
	if ds.configError != nil {
		return frame.Shown{}, ds.configError
	}
	result, err := ds.pipeline.Load(ctx, caller, savedQuery(q))
	if err != nil {
		return frame.Shown{}, err
	}
	return frame.Shown{Query: result.Query(), Frame: pipeline.Render(result, ds.now())}, nil
}

// annotate runs the query of an annotation.
func (ds *Datasource) annotate(ctx context.Context, q backend.DataQuery) backend.DataResponse {
	if ds.configError != nil {
		return errorResponse(ctx, ds.configError)
	}
	f, err := ds.pipeline.Annotations(ctx, savedQuery(q))
	if err != nil {
		return errorResponse(ctx, err)
	}
	return backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
}

func savedQuery(q backend.DataQuery) pipeline.Query {
	return pipeline.Query{
		JSON: q.JSON, Range: query.Range{From: q.TimeRange.From, To: q.TimeRange.To, Interval: q.Interval},
	}
}

// failed is the response to a query that fails. The names of tiles go with the error, so
// that it can be seen what has no value.
func (ds *Datasource) failed(ctx context.Context, caller fetch.Caller, q backend.DataQuery, err error) backend.DataResponse {
	response := errorResponse(ctx, err)
	if ds.configError != nil {
		return response
	}
	if named := ds.pipeline.NoValues(caller, savedQuery(q)); named != nil {
		response.Frames = data.Frames{named}
	}
	return response
}
