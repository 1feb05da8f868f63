package plugin

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// routes are the lists that editors and variables read: GET skills, groups and
// agents, each a JSON array of {id, name}; a group has its parentId too. GET
// support is for those who ask for help.
func (ds *Datasource) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /skills", ds.serve(func(ctx context.Context) ([]liveperson.Named, error) { return ds.gather.Lists().Skills(ctx) }))
	mux.HandleFunc("GET /groups", ds.serve(func(ctx context.Context) ([]liveperson.Named, error) { return ds.gather.Lists().Groups(ctx) }))
	mux.HandleFunc("GET /agents", ds.serve(func(ctx context.Context) ([]liveperson.Named, error) {
		users, err := ds.gather.Lists().Users(ctx)
		return liveperson.Agents(users), err
	}))
	mux.HandleFunc("GET /support", ds.support)
	return mux
}

func (ds *Datasource) serve(list func(context.Context) ([]liveperson.Named, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if ds.unusable != nil {
			refuse(r.Context(), w, ds.unusable)
			return
		}
		entries, err := list(r.Context())
		if err != nil {
			refuse(r.Context(), w, err)
			return
		}
		reply(r.Context(), w, http.StatusOK, entries)
	}
}

func refuse(ctx context.Context, w http.ResponseWriter, err error) {
	f := failure(ctx, err)
	status := int(f.Status)
	if status == http.StatusUnauthorized {
		status = http.StatusBadGateway // to Grafana's pages, 401 says that their own session is over
	}
	reply(ctx, w, status, map[string]string{"message": f.Error.Error()})
}

func reply(ctx context.Context, w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		backend.Logger.FromContext(ctx).Debug("The reader of a list left", "error", err)
	}
}
