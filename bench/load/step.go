package main

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"sync"
	"time"
)

// panel is a panel of a dashboard by its queries, as the browser sends them.
type panel []json.RawMessage

// step is dashboards that are loaded, so many milliseconds apart.
type step struct {
	Dashboards [][]panel `json:"dashboards"`
	Apart      float64   `json:"apart"`
	Days       int       `json:"days"` // of the dashboards' time range
	// Alone loads one panel after the other, else those of a dashboard load all
	// at once.
	Alone bool `json:"alone"`
	// Cancel loads the first panel twice at once and cancels one of both.
	Cancel bool `json:"cancel"`
}

// result is what a step took, times in ms.
type result struct {
	Panels   int     `json:"panels"`
	Answered int     `json:"answered"`
	Filled   int     `json:"filled"`
	P50      float64 `json:"p50"` // of panels
	P95      float64 `json:"p95"`
	// Dashboard is the median time until the last panel of a dashboard.
	Dashboard float64 `json:"dashboard"`
	// Released is the time until the plugin was done with the panel cancelled.
	Released float64 `json:"released"`
	// CPU is processor seconds, Memory the most bytes ever resident; -1 where the
	// system does not tell.
	CPU    float64 `json:"cpu"`
	Memory float64 `json:"memory"`
}

func (s step) run(p *plugin) result {
	before, _ := p.usage()
	var r result
	if s.Cancel {
		r = s.cancel(p)
	} else {
		r = summarize(s.load(p))
	}
	after, memory := p.usage()
	r.CPU, r.Memory = after-before, memory
	if before < 0 {
		r.CPU = -1
	}
	return r
}

func (s step) load(p *plugin) [][]response {
	responses := make([][]response, len(s.Dashboards))
	began := time.Now()
	var group sync.WaitGroup
	for i, panels := range s.Dashboards {
		responses[i] = make([]response, len(panels))
		for j, queries := range panels {
			load := func() { responses[i][j] = p.load(context.Background(), queries, s.Days) }
			if s.Alone {
				load()
			} else {
				group.Go(load)
			}
		}
		// By the clock, for pauses each a little too long would add up.
		time.Sleep(time.Until(began.Add(time.Duration(float64(i+1) * s.Apart * float64(time.Millisecond)))))
	}
	group.Wait()
	return responses
}

func (s step) cancel(p *plugin) result {
	queries := s.Dashboards[0][0]
	before := p.handled()
	cancelled, cancel := context.WithCancel(context.Background())
	go p.load(cancelled, queries, s.Days)
	other := make(chan response, 1)
	go func() { other <- p.load(context.Background(), queries, s.Days) }()
	time.Sleep(20 * time.Millisecond)
	began := time.Now()
	cancel()
	for p.handled() == before && time.Since(began) < timeout {
		time.Sleep(100 * time.Microsecond)
	}
	released := milliseconds(time.Since(began))
	r := summarize([][]response{{<-other}})
	r.Released = released
	return r
}

// summarize counts and ranks the responses of dashboards.
func summarize(dashboards [][]response) (r result) {
	var panels, last []time.Duration
	for _, responses := range dashboards {
		var slowest time.Duration
		for _, response := range responses {
			r.Panels++
			if response.answered {
				r.Answered++
			}
			if response.answered && response.filled {
				r.Filled++
			}
			panels = append(panels, response.took)
			slowest = max(slowest, response.took)
		}
		last = append(last, slowest)
	}
	r.P50, r.P95, r.Dashboard = percentile(panels, 50), percentile(panels, 95), percentile(last, 50)
	return r
}

// percentile is the time in ms that so many percent do not exceed (nearest rank).
func percentile(times []time.Duration, percent float64) float64 {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	rank := int(math.Ceil(percent / 100 * float64(len(sorted))))
	return milliseconds(sorted[max(rank, 1)-1])
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
