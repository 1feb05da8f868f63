package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/kmm/liveperson-datasource/bench/panelwise/client"
	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// left is what follows when one of two who ask the same gives up.
type left struct {
	Returned float64 `json:"returned"` // ms from giving up to the return
	Stayed   bool    `json:"stayed"`   // the other one has its value
	Calls    int     `json:"calls"`
}

// leave is measured inside this program: over Grafana's protocol the caller is
// released at once, whatever the plugin does.
func leave(o options) (any, error) {
	kpis, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	factory := datasource.InstanceFactoryFunc(client.Factory(kpis))
	if o.plugin == "ours" {
		factory = plugin.Factory(kpis, metrics.New(prometheus.NewRegistry()))
	}
	source := account(o.upstream)
	instance, err := factory(context.Background(), *source.DataSourceInstanceSettings)
	if err != nil {
		return nil, err
	}
	ds := instance.(backend.QueryDataHandler)
	// Signs in, which is not what is measured.
	if _, err := ds.QueryData(context.Background(), question(source, `{"rows": "group", "kpis": ["online_agents"]}`)); err != nil {
		return nil, err
	}
	control := simulator{o.upstream}
	if err := control.resetCalls(); err != nil {
		return nil, err
	}
	l := leaveOne(ds, question(source, `{"rows": "account", "kpis": ["open_conversations"]}`))
	l.Calls, err = control.calls()
	return l, err
}

func question(source backend.PluginContext, query string) *backend.QueryDataRequest {
	return questions(source, panel{queries: []json.RawMessage{[]byte(query)}}, 1)
}

// leaveOne lets two ask the same and one of them give up.
func leaveOne(ds backend.QueryDataHandler, request *backend.QueryDataRequest) left {
	leaving, giveUp := context.WithCancel(context.Background())
	gone, stayed := make(chan time.Time, 1), make(chan bool, 1)
	go func() {
		_, _ = ds.QueryData(leaving, request)
		gone <- time.Now()
	}()
	go func() {
		answer, err := ds.QueryData(context.Background(), request)
		stayed <- err == nil && hasValue(answer.Responses["A"])
	}()
	time.Sleep(20 * time.Millisecond)
	gave := time.Now()
	giveUp()
	return left{Returned: milliseconds((<-gone).Sub(gave)), Stayed: <-stayed}
}
