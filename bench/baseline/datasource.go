package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const (
	pageSize = 50
	// maxRows is how far LivePerson gives pages of agents; no account of the
	// benchmarks has more rows of other kinds.
	maxRows = 1001
)

type baseline struct {
	kpis    *catalogue.Catalogue
	planner *plan.Planner
	http    *http.Client // keeps its token
	kmm     string       // address of the account's methods
}

// factory makes data sources from the real plugin's settings: OAuth 2 and one
// address for everything.
func factory(kpis *catalogue.Catalogue) datasource.InstanceFactoryFunc {
	return func(_ context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		var s struct{ AccountID, ClientID, UpstreamURL string }
		if err := json.Unmarshal(instance.JSONData, &s); err != nil {
			return nil, err
		}
		credentials := clientcredentials.Config{
			ClientID: s.ClientID, ClientSecret: instance.DecryptedSecureJSONData["clientSecret"],
			TokenURL: s.UpstreamURL + "/sentinel/api/v2/account/" + s.AccountID + "/app/token",
		}
		kmm := s.UpstreamURL + "/manager_workspace/api/account/" + s.AccountID + "/"
		planner := plan.New(kpis, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400})
		return &baseline{kpis, planner, credentials.Client(context.Background()), kmm}, nil
	}
}

// QueryData loads the queries of a panel, one after another.
func (b *baseline) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	response := backend.NewQueryDataResponse()
	for _, q := range req.Queries {
		f, err := b.load(ctx, q)
		if err != nil {
			response.Responses[q.RefID] = backend.ErrDataResponse(backend.StatusBadGateway, err.Error())
			continue
		}
		response.Responses[q.RefID] = backend.DataResponse{Frames: data.Frames{f}}
	}
	return response, nil
}

func (b *baseline) load(ctx context.Context, raw backend.DataQuery) (*data.Frame, error) {
	q, err := query.Parse(b.kpis, raw.JSON, query.Range{From: raw.TimeRange.From, To: raw.TimeRange.To, Interval: raw.Interval})
	if err != nil {
		return nil, err
	}
	p, err := b.planner.Build(q, time.Now())
	if err != nil {
		return nil, err
	}
	var rows []map[string]any
	for _, step := range p.Steps {
		got, err := b.pages(ctx, step.Request)
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	return toFrame(raw.TimeRange.From, rows), nil
}

// pages loads one request's pages, one after another.
func (b *baseline) pages(ctx context.Context, request api.Request) (rows []map[string]any, err error) {
	for {
		page, err := b.page(ctx, request, len(rows))
		if err != nil {
			return nil, err
		}
		got := page.rows()
		rows = append(rows, got...)
		if len(got) == 0 || len(rows) >= page.Metadata.Count || len(rows) >= maxRows {
			return rows, nil
		}
	}
}

func (b *baseline) page(ctx context.Context, request api.Request, offset int) (p page, err error) {
	parameters := url.Values{"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(pageSize)}}
	if request.Step > 0 {
		parameters = url.Values{"interval": {strconv.Itoa(int(request.Step / time.Minute))}}
	}
	body, err := json.Marshal(request.Method.Body(request))
	if err != nil {
		return p, err
	}
	sent, err := http.NewRequestWithContext(ctx, http.MethodPost, b.kmm+request.Method.Path+"?"+parameters.Encode(), bytes.NewReader(body))
	if err != nil {
		return p, err
	}
	sent.Header.Set("Content-Type", "application/json")
	response, err := b.http.Do(sent)
	if err != nil {
		return p, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode >= http.StatusMultipleChoices {
		return p, fmt.Errorf("LivePerson answered %s", response.Status)
	}
	return p, json.NewDecoder(response.Body).Decode(&p)
}
