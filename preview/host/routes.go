package main

import (
	"net"
	"net/http"
	"net/url"
	"path/filepath"
)

// routes are Grafana's addresses, as far as the page uses them.
func routes(a *api, page string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"database": "ok"})
	})
	mux.HandleFunc("GET /api/datasources", a.list)
	mux.HandleFunc("GET /api/datasources/uid/{uid}", a.withSource(a.show))
	mux.HandleFunc("PUT /api/datasources/uid/{uid}", a.withSource(a.save))
	mux.HandleFunc("GET /api/datasources/uid/{uid}/health", a.withSource(a.health))
	mux.HandleFunc("/api/datasources/uid/{uid}/resources/{path...}", a.withSource(a.resource))
	mux.HandleFunc("POST /api/ds/query", a.query)
	folder(mux, "/public/plugins/kmm-liveperson-datasource/", "dist")
	folder(mux, "/public/build/img/", "node_modules/@grafana/ui/dist/public/img")
	folder(mux, "/public/preview/", page)
	mux.HandleFunc("GET /{$}", index(page))
	mux.HandleFunc("GET /d/{uid}", index(page))
	return mux
}

func folder(mux *http.ServeMux, prefix, path string) {
	mux.Handle("GET "+prefix, http.StripPrefix(prefix, http.FileServer(http.Dir(path))))
}

func index(page string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, filepath.Join(page, "index.html")) }
}

// onlyHere lets only pages of the preview itself in: it holds secrets and needs
// no login, so a page of another site must not reach it under another name.
func onlyHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); !isHere(r.Host) || origin != "" && origin != "http://"+r.Host {
			refuse(w, http.StatusForbidden, "The preview answers its own page only.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isHere(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
}
