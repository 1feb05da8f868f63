package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// asked is the body of /api/ds/query.
type asked struct {
	From    string            `json:"from"` // ms since 1970, in digits
	To      string            `json:"to"`
	Queries []json.RawMessage `json:"queries"`
}

// common is what Grafana itself reads of a query; all of it goes to the plugin.
type common struct {
	RefID         string `json:"refId"`
	QueryType     string `json:"queryType"`
	IntervalMs    int64  `json:"intervalMs"`
	MaxDataPoints int64  `json:"maxDataPoints"`
	DataSource    struct {
		UID string `json:"uid"`
	} `json:"datasource"`
}

// query asks the plugin and answers with Grafana's JSON of data frames. As in
// Grafana the status says whether a query failed.
func (a *api) query(w http.ResponseWriter, r *http.Request) {
	request, err := a.read(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	raw, err := a.process.data.QueryData(r.Context(), backend.ToProto().QueryDataRequest(request))
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
		return
	}
	response, err := backend.FromProto().QueryDataResponse(raw)
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin's answer can't be read: "+err.Error())
		return
	}
	status := http.StatusOK
	for _, one := range response.Responses {
		if one.Error != nil {
			status = http.StatusBadRequest
		}
	}
	answer(w, status, response)
}

// read turns the body into what Grafana hands to the plugin. All queries are of
// one data source: the page asks once for each.
func (a *api) read(r *http.Request) (*backend.QueryDataRequest, error) {
	var body asked
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("the queries can't be read: %w", err)
	}
	from, err := moment(body.From)
	if err != nil {
		return nil, err
	}
	to, err := moment(body.To)
	if err != nil {
		return nil, err
	}
	request := &backend.QueryDataRequest{}
	for _, raw := range body.Queries {
		var one common
		if err := json.Unmarshal(raw, &one); err != nil {
			return nil, fmt.Errorf("a query can't be read: %w", err)
		}
		source, found := a.sources.get(one.DataSource.UID)
		if !found {
			return nil, fmt.Errorf("there is no data source %q", one.DataSource.UID)
		}
		request.PluginContext = source.context()
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: one.RefID, QueryType: one.QueryType, MaxDataPoints: one.MaxDataPoints,
			Interval: time.Duration(one.IntervalMs) * time.Millisecond, TimeRange: backend.TimeRange{From: from, To: to}, JSON: raw,
		})
	}
	return request, nil
}

func moment(digits string) (time.Time, error) {
	ms, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a time in milliseconds since 1970", digits)
	}
	return time.UnixMilli(ms), nil
}
