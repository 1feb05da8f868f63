// The client to measure against: a correct plugin in the simplest way, as data
// sources for Grafana are usually made. It speaks the same protocol as the real
// one, so that both are asked and measured alike.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"github.com/kmm/liveperson-datasource/bench/panelwise/client"
	"github.com/kmm/liveperson-datasource/catalogue"
)

func main() {
	kpis, err := catalogue.Load()
	if err == nil {
		err = datasource.Manage("kmm-panelwise-datasource", client.Factory(kpis), datasource.ManageOpts{})
	}
	if err != nil {
		log.DefaultLogger.Error(err.Error())
		os.Exit(1)
	}
}
