package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

// api is the part of Grafana's HTTP API that a data source needs.
type api struct {
	process *process
	sources *sources
}

// answer writes JSON.
func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// refuse writes a sentence in the shape of Grafana's errors.
func refuse(w http.ResponseWriter, status int, sentence string) {
	answer(w, status, map[string]string{"message": sentence})
}

// withSource has a handler work on the data source that the address names.
func (a *api) withSource(handle func(http.ResponseWriter, *http.Request, source)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		one, found := a.sources.get(r.PathValue("uid"))
		if !found {
			refuse(w, http.StatusNotFound, "There is no data source "+r.PathValue("uid")+".")
			return
		}
		handle(w, r, one)
	}
}

func (a *api) list(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, a.sources.all())
}

func (a *api) show(w http.ResponseWriter, _ *http.Request, one source) {
	answer(w, http.StatusOK, one)
}

// save takes a data source from the editor of its connection.
func (a *api) save(w http.ResponseWriter, r *http.Request, known source) {
	changed := source{}
	if err := json.NewDecoder(r.Body).Decode(&changed); err != nil {
		refuse(w, http.StatusBadRequest, "The data source can't be read: "+err.Error())
		return
	}
	changed.ID, changed.UID, changed.Type = known.ID, known.UID, known.Type
	answer(w, http.StatusOK, map[string]any{"message": "Datasource updated", "datasource": a.sources.keep(changed)})
}

// health checks a data source. As in Grafana, the status says how it ended.
func (a *api) health(w http.ResponseWriter, r *http.Request, one source) {
	raw, err := a.process.diagnostics.CheckHealth(r.Context(), &pluginv2.CheckHealthRequest{
		PluginContext: backend.ToProto().PluginContext(one.context()),
	})
	if err != nil {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
		return
	}
	result := backend.FromProto().CheckHealthResponse(raw)
	body := map[string]any{"status": result.Status.String(), "message": result.Message}
	if len(result.JSONDetails) > 0 {
		body["details"] = json.RawMessage(result.JSONDetails)
	}
	status := http.StatusOK
	if result.Status != backend.HealthStatusOk {
		status = http.StatusBadRequest
	}
	answer(w, status, body)
}

// resource passes a request on to the plugin's own HTTP resources.
func (a *api) resource(w http.ResponseWriter, r *http.Request, one source) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	url := r.PathValue("path")
	if r.URL.RawQuery != "" {
		url += "?" + r.URL.RawQuery
	}
	stream, err := a.process.resource.CallResource(r.Context(), backend.ToProto().CallResourceRequest(&backend.CallResourceRequest{
		PluginContext: one.context(), Method: r.Method, Path: r.PathValue("path"), URL: url, Headers: r.Header, Body: body,
	}))
	for first := true; err == nil; first = false {
		part, failed := stream.Recv()
		if err = failed; err != nil {
			break
		}
		if first {
			for name, header := range part.Headers {
				w.Header()[name] = header.Values
			}
			w.WriteHeader(int(part.Code))
		}
		_, err = w.Write(part.Body)
	}
	if !errors.Is(err, io.EOF) {
		refuse(w, http.StatusInternalServerError, "The plugin does not answer: "+err.Error())
	}
}
