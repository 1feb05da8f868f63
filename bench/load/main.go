// The load of the benchmarks: starts a plugin's executable as Grafana does, asks
// it what people who look at dashboards ask, and writes what that took as JSON.
//
//	go run ./bench/load -plugin FILE -upstream URL -mode view|everyday|panel|outage|leave -into FILE
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"
)

// options are what a run is told.
type options struct {
	plugin, upstream, dashboards, mode, into string
	delay, every, lasting                    time.Duration
	viewers, refreshes, panels, days         int
}

func readOptions() options {
	var o options
	flag.StringVar(&o.plugin, "plugin", "", "executable of the plugin; in the mode leave: ours or panelwise")
	flag.StringVar(&o.upstream, "upstream", "", "address of the simulator")
	flag.StringVar(&o.dashboards, "dashboards", "src/dashboards", "folder of the dashboards")
	flag.StringVar(&o.mode, "mode", "view", "view, everyday, panel, outage or leave")
	flag.StringVar(&o.into, "into", "", "file for the result; without it, it is printed")
	flag.DurationVar(&o.delay, "delay", 0, "how much longer the simulator takes for every answer")
	flag.DurationVar(&o.every, "every", 5*time.Second, "time between refreshes in an outage")
	flag.DurationVar(&o.lasting, "lasting", time.Minute, "length of an outage or an everyday minute")
	flag.IntVar(&o.viewers, "viewers", 1, "viewers, each with all dashboards")
	flag.IntVar(&o.refreshes, "refreshes", 2, "refreshes, the first one cold")
	flag.IntVar(&o.panels, "panels", 0, "only so many panels of the first dashboard, over and over; 0: all there are")
	flag.IntVar(&o.days, "days", 1, "days of the dashboards' time range")
	flag.Parse()
	return o
}

func main() {
	o := readOptions()
	if err := runInto(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runInto(o options) error {
	measured, err := run(o)
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(measured, "", "  ")
	if err != nil {
		return err
	}
	if o.into == "" {
		_, err = fmt.Println(string(raw))
		return err
	}
	return os.WriteFile(o.into, raw, 0o600)
}

func run(o options) (any, error) {
	control := simulator{o.upstream}
	if err := control.slow(o.delay); err != nil {
		return nil, err
	}
	if o.mode == "leave" {
		return leave(o)
	}
	p, err := startPlugin(o.plugin, o.upstream)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	switch o.mode {
	case "view":
		return view(o, p, control)
	case "everyday":
		return everyday(o, p, control)
	case "panel":
		return tenQueries(o, p, control)
	case "outage":
		return outage(o, p, control)
	}
	return nil, fmt.Errorf("There is no mode %q: choose view, everyday, panel, outage or leave.", o.mode)
}
