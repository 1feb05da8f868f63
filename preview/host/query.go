package main

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// asked is the body of /api/ds/query; its times are in ms since 1970.
type asked struct {
	From, To int64 `json:",string"`
	Queries  []json.RawMessage
}

// common is what Grafana itself reads of a query; all of it goes to the plugin.
type common struct {
	RefID, QueryType          string
	IntervalMs, MaxDataPoints int64
	DataSource                struct{ UID string }
}

// query asks the plugin and answers with Grafana's JSON of data frames. All
// queries of a request are of one data source: the page asks once for each.
func (a *api) query(w http.ResponseWriter, r *http.Request) {
	var body asked
	err := json.NewDecoder(r.Body).Decode(&body)
	request := &backend.QueryDataRequest{}
	for _, raw := range body.Queries {
		var one common
		if err = json.Unmarshal(raw, &one); err != nil {
			break
		}
		source, found := a.find(w, one.DataSource.UID)
		if !found {
			return
		}
		request.PluginContext = source.context()
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: one.RefID, QueryType: one.QueryType, MaxDataPoints: one.MaxDataPoints, JSON: raw,
			Interval:  time.Duration(one.IntervalMs) * time.Millisecond,
			TimeRange: backend.TimeRange{From: time.UnixMilli(body.From), To: time.UnixMilli(body.To)},
		})
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "The queries can't be read: "+err.Error())
		return
	}
	response := &backend.QueryDataResponse{}
	raw, err := a.data.QueryData(r.Context(), backend.ToProto().QueryDataRequest(request))
	if err == nil {
		response, err = backend.FromProto().QueryDataResponse(raw)
	}
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
		return
	}
	answer(w, http.StatusOK, response)
}
