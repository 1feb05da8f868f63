// The backend of the LivePerson KMM data source: a program that Grafana starts
// and asks for data, health and lists.
package main

import (
	"os"
	// Grafana's official image has no time zones of its own.
	_ "time/tzdata"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

func main() {
	kpis, err := catalogue.Load()
	if err == nil {
		all := metrics.New(prometheus.DefaultRegisterer) // the SDK serves what is registered there
		err = datasource.Manage(plugin.ID, plugin.Factory(kpis, all), datasource.ManageOpts{})
	}
	if err != nil {
		log.DefaultLogger.Error(err.Error())
		os.Exit(1)
	}
}
