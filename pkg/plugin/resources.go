package plugin

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
)

// routes are the lists that editors and variables read: GET skills, groups and
// agents, each a JSON array of {id, name}; a group has its parentId too. GET support
// helps to find out what a data source does.
func (ds *Datasource) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /skills", ds.list(func(ctx context.Context) ([]api.Entity, error) { return ds.account.Lists().Skills(ctx) }))
	mux.HandleFunc("GET /groups", ds.list(func(ctx context.Context) ([]api.Entity, error) { return ds.account.Lists().Groups(ctx) }))
	mux.HandleFunc("GET /agents", ds.list(func(ctx context.Context) ([]api.Entity, error) {
		users, err := ds.account.Lists().Users(ctx)
		return configuration.Agents(users), err
	}))
	mux.HandleFunc("GET /support", ds.serve(func(context.Context) (any, error) { return ds.support(), nil }))
	return mux
}

func (ds *Datasource) list(list func(context.Context) ([]api.Entity, error)) http.HandlerFunc {
	return ds.serve(func(ctx context.Context) (any, error) { return list(ctx) })
}

// serve responds with a body as JSON.
func (ds *Datasource) serve(body func(context.Context) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if ds.configError != nil {
			writeError(r.Context(), w, ds.configError)
			return
		}
		content, err := body(r.Context())
		if err != nil {
			writeError(r.Context(), w, err)
			return
		}
		write(r.Context(), w, http.StatusOK, content)
	}
}

func writeError(ctx context.Context, w http.ResponseWriter, err error) {
	response := errorResponse(ctx, err)
	status := int(response.Status)
	if status == http.StatusUnauthorized {
		status = http.StatusBadGateway // to Grafana's pages, 401 says that their own session is over
	}
	write(ctx, w, status, map[string]string{"message": response.Error.Error()})
}

func write(ctx context.Context, w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		backend.Logger.FromContext(ctx).Debug("The caller of a resource left", "error", err)
	}
}
