package main

import (
	"sync"
	"time"
)

// apart is the time between two dashboards in a refresh that is not cold: in
// Grafana each refreshes a minute after it was opened, so they are spread.
const apart = 20 * time.Millisecond

// room is how much of a minute a run should have to itself.
const room = 15 * time.Second

// refresh is what one refresh of everybody's dashboards took.
type refresh struct {
	Calls    int     `json:"calls"`
	Panels   int     `json:"panels"`
	Answered int     `json:"answered"`
	Filled   int     `json:"filled"`
	P50      float64 `json:"p50"` // of panels, ms
	P95      float64 `json:"p95"`
	// Dashboard is the median time until the last panel of a dashboard, ms.
	Dashboard float64 `json:"dashboard"`
}

// viewed is what some refreshes took, the first one of a plugin just started.
type viewed struct {
	Refreshes []refresh `json:"refreshes"`
	// CPU is processor seconds per 1,000 panels after the first refresh, Memory
	// the most bytes ever resident; -1 where the system does not tell.
	CPU    float64 `json:"cpu"`
	Memory float64 `json:"memory"`
}

// view lets viewers open their dashboards all at once, which finds the plugin
// cold, and then refresh them.
func view(o options, p *process, control simulator) (any, error) {
	dashboards, err := chosen(o)
	if err != nil {
		return nil, err
	}
	everybody := many(dashboards, o.viewers)
	var v viewed
	var before float64
	panels := 0
	waitForRoom()
	for i := range o.refreshes {
		pause := apart
		if i == 0 {
			pause = 0
		}
		r, err := one(everybody, o.days, pause, p, control)
		if err != nil {
			return nil, err
		}
		v.Refreshes = append(v.Refreshes, r)
		if i == 0 {
			before = p.cpu()
		} else {
			panels += r.Panels
		}
	}
	v.CPU, v.Memory = p.cpuSince(before, panels), p.peakMemory()
	return v, nil
}

// waitForRoom waits for the next minute when this one is nearly over: windows
// are aligned to minutes, so a new one asks anew.
func waitForRoom() {
	now := time.Now()
	if next := now.Truncate(time.Minute).Add(time.Minute); next.Sub(now) < room {
		time.Sleep(next.Sub(now))
	}
}

// many are the dashboards of so many viewers, in the order in which they are
// refreshed.
func many(dashboards [][]panel, viewers int) [][]panel {
	var all [][]panel
	for range viewers {
		all = append(all, dashboards...)
	}
	return all
}

// one refreshes dashboards, a pause apart. The panels of one ask all at once.
func one(dashboards [][]panel, days int, pause time.Duration, p *process, control simulator) (refresh, error) {
	if err := control.resetCalls(); err != nil {
		return refresh{}, err
	}
	answers := make([][]asked, len(dashboards))
	began := time.Now()
	var group sync.WaitGroup
	for i, panels := range dashboards {
		answers[i] = make([]asked, len(panels))
		for j, shown := range panels {
			group.Go(func() { answers[i][j] = p.ask(shown, days) })
		}
		// By the clock: pauses that are each a little too long would reach into the next half minute.
		time.Sleep(time.Until(began.Add(time.Duration(i+1) * pause)))
	}
	group.Wait()
	calls, err := control.calls()
	r := summary(answers)
	r.Calls = calls
	return r, err
}
