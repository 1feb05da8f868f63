// Package client asks LivePerson panel by panel: the queries of a panel one
// after another, for each a call and for each further page another, whoever
// else asks the same. It parses and plans as the real plugin does and keeps its
// token; it shares nothing and remembers nothing. Values are LivePerson's own
// fields, without the catalogue's formulas, which is less work.
package client

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Datasource is a data source that asks panel by panel.
type Datasource struct {
	kpis     *catalogue.Catalogue
	planner  *plan.Planner
	settings settings
	http     *http.Client
	token    token
}

type settings struct {
	AccountID   string `json:"accountId"`
	ClientID    string `json:"clientId"`
	UpstreamURL string `json:"upstreamUrl"`
	secret      string
}

type token struct {
	mutex   sync.Mutex
	text    string
	expires time.Time
}

// Factory returns the function that makes a data source from the real plugin's
// settings: OAuth 2 and one address for everything.
func Factory(kpis *catalogue.Catalogue) datasource.InstanceFactoryFunc {
	return func(_ context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		planner := plan.New(kpis, liveperson.Methods(), plan.Limits{MaxTrendRequests: 400})
		ds := &Datasource{kpis: kpis, planner: planner, settings: settings{secret: instance.DecryptedSecureJSONData["clientSecret"]}}
		if err := json.Unmarshal(instance.JSONData, &ds.settings); err != nil {
			return nil, err
		}
		var err error
		ds.http, err = httpclient.New()
		return ds, err
	}
}

// QueryData answers the queries of a panel, one after another.
func (ds *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	answer := backend.NewQueryDataResponse()
	for _, asked := range req.Queries {
		f, err := ds.frame(ctx, asked)
		if err != nil {
			answer.Responses[asked.RefID] = backend.ErrDataResponse(backend.StatusBadGateway, err.Error())
			continue
		}
		answer.Responses[asked.RefID] = backend.DataResponse{Frames: data.Frames{f}}
	}
	return answer, nil
}

func (ds *Datasource) frame(ctx context.Context, asked backend.DataQuery) (*data.Frame, error) {
	q, err := query.Parse(ds.kpis, asked.JSON, query.Range{From: asked.TimeRange.From, To: asked.TimeRange.To, Interval: asked.Interval})
	if err != nil {
		return nil, err
	}
	p, err := ds.planner.Build(q, time.Now())
	if err != nil {
		return nil, err
	}
	var all []row
	for _, step := range p.Steps {
		rows, err := ds.pages(ctx, step.Request)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return table(all), nil
}

// pages requests all pages of a request, one after another.
func (ds *Datasource) pages(ctx context.Context, request api.Request) ([]row, error) {
	var rows []row
	for {
		page, count, err := ds.page(ctx, request, len(rows))
		if err != nil {
			return nil, err
		}
		for _, r := range page {
			if r.at.IsZero() {
				r.at = request.Window.From
			}
			rows = append(rows, r)
		}
		if len(page) == 0 || len(rows) >= count || len(rows) >= furthest {
			return rows, nil
		}
	}
}
