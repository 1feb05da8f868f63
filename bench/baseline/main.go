// The plugin to measure against: a correct one in the simplest way, as data
// sources for Grafana are usually made. It sends the queries of a panel one
// after another, for each a request and for each further page another, and
// shares and remembers nothing but its token. It plans as the real plugin does,
// and leaves out the catalogue's formulas, which is less work.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"github.com/kmm/liveperson-datasource/catalogue"
)

func main() {
	kpis, err := catalogue.Load()
	if err == nil {
		err = datasource.Manage("kmm-baseline-datasource", factory(kpis), datasource.ManageOpts{})
	}
	if err != nil {
		log.DefaultLogger.Error(err.Error())
		os.Exit(1)
	}
}
