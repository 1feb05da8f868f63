// The server of the preview: it starts the plugin's executable as Grafana does
// and answers a page on this machine with the part of Grafana's HTTP API that a
// data source needs. It is Go because the plugin SDK, which has the client of
// the plugin protocol and Grafana's own JSON of data frames, is.
//
//	KMM_DATASOURCES='[{…}]' go run ./preview/host -port 3000 -plugin FILE -page FOLDER
//
// KMM_DATASOURCES holds data sources as Grafana's provisioning describes them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	port := flag.Int("port", 3000, "port of 127.0.0.1")
	plugin := flag.String("plugin", "", "executable of the plugin")
	page := flag.String("page", ".run/preview", "folder of the built page")
	flag.Parse()
	if err := serve(*port, *plugin, *page); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers on the port until a signal ends it, then ends the plugin.
func serve(port int, plugin, page string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	sources, err := readSources("KMM_DATASOURCES")
	if err != nil {
		return err
	}
	process, err := startPlugin(plugin)
	if err != nil {
		return err
	}
	defer process.stop()
	handler := onlyHere(routes(&api{process, sources}, page))
	server := &http.Server{Addr: fmt.Sprintf("127.0.0.1:%d", port), Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("The preview can't listen on port %d: %w", port, err)
	}
	return nil
}
