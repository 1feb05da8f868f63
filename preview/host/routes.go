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
	mux.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, nil) })
	mux.HandleFunc("GET /api/datasources", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, a.all()) })
	mux.HandleFunc("PUT /api/datasources/uid/{uid}", a.of(a.change))
	mux.HandleFunc("GET /api/datasources/uid/{uid}/health", a.of(a.health))
	mux.HandleFunc("/api/datasources/uid/{uid}/resources/{path...}", a.of(a.pass))
	mux.HandleFunc("POST /api/ds/query", a.query)
	for prefix, folder := range map[string]string{"/public/plugins/kmm-liveperson-datasource/": "dist", "/public/": page} {
		mux.Handle("GET "+prefix, http.StripPrefix(prefix, http.FileServer(http.Dir(folder))))
	}
	index := func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, filepath.Join(page, "index.html")) }
	mux.HandleFunc("GET /plugins/kmm-liveperson-datasource", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8") // it would be saved as a file under its own type
		http.ServeFile(w, r, "dist/README.md")
	})
	mux.HandleFunc("GET /{$}", index)
	mux.HandleFunc("GET /d/{uid}", index)
	return mux
}

// onlyHere lets only the preview's own page in: it holds secrets and needs no
// login, so a page of another site must not reach it under another name.
func onlyHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := (&url.URL{Host: r.Host}).Hostname()
		here := name == "localhost" || net.ParseIP(name).IsLoopback()
		if origin := r.Header.Get("Origin"); !here || origin != "" && origin != "http://"+r.Host {
			refuse(w, http.StatusForbidden, "The preview answers its own page only.")
			return
		}
		// Nor may it show the page in a frame of its own, where clicks are led astray.
		w.Header().Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}
