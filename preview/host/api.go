package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

// api is the part of Grafana's HTTP API that a data source needs.
type api struct {
	*process
	*sources
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// refuse writes a sentence in the shape of Grafana's errors.
func refuse(w http.ResponseWriter, status int, sentence string) {
	answer(w, status, map[string]string{"message": sentence})
}

// find is the data source with this uid, or false after it has refused.
func (a *api) find(w http.ResponseWriter, uid string) (source, bool) {
	list := a.all()
	i := slices.IndexFunc(list, func(one source) bool { return one.UID == uid })
	if i < 0 {
		refuse(w, http.StatusNotFound, "There is no data source "+uid+".")
		return source{}, false
	}
	return list[i], true
}

// of has a handler work on the data source that the address names.
func (a *api) of(handle func(http.ResponseWriter, *http.Request, source)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if one, found := a.find(w, r.PathValue("uid")); found {
			handle(w, r, one)
		}
	}
}

// change takes a data source from the editor of its connection.
func (a *api) change(w http.ResponseWriter, r *http.Request, known source) {
	var changed source
	if err := json.NewDecoder(r.Body).Decode(&changed); err != nil {
		refuse(w, http.StatusBadRequest, "The data source can't be read: "+err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]any{"datasource": a.save(known, changed)})
}

// health checks a data source.
func (a *api) health(w http.ResponseWriter, r *http.Request, one source) {
	request := &pluginv2.CheckHealthRequest{PluginContext: backend.ToProto().PluginContext(one.context())}
	raw, err := a.diagnostics.CheckHealth(r.Context(), request)
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
		return
	}
	result := backend.FromProto().CheckHealthResponse(raw)
	details := json.RawMessage(cmp.Or(string(result.JSONDetails), "null"))
	answer(w, http.StatusOK, map[string]any{"status": result.Status.String(), "message": result.Message, "details": details})
}

// pass hands a request to the plugin's own HTTP resources, whose answer comes in
// parts: the first has the status and the headers.
func (a *api) pass(w http.ResponseWriter, r *http.Request, one source) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	url := *r.URL
	url.Path = r.PathValue("path")
	stream, err := a.resource.CallResource(r.Context(), backend.ToProto().CallResourceRequest(&backend.CallResourceRequest{
		PluginContext: one.context(), Method: r.Method, Path: url.Path, URL: url.String(), Headers: r.Header, Body: body,
	}))
	var part *pluginv2.CallResourceResponse
	if err == nil {
		part, err = stream.Recv()
	}
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
		return
	}
	for name, header := range part.Headers {
		w.Header()[name] = header.Values
	}
	w.WriteHeader(int(part.Code))
	for err == nil {
		_, _ = w.Write(part.Body)
		part, err = stream.Recv()
	}
	if !errors.Is(err, io.EOF) {
		// What broke off must not look whole.
		panic(http.ErrAbortHandler)
	}
}
