package main

import "time"

// everyday lets viewers keep their dashboards open for a minute, each refreshing
// once, spread over the minute. One viewer has opened them before, so that the
// plugin has signed in and knows what is asked. Of a whole minute there are three
// refreshes: this first one, one with every panel asked by itself while the
// answers are fresh, and the minute's.
func everyday(o options, p *process, control simulator) (any, error) {
	dashboards, err := chosen(o)
	if err != nil {
		return nil, err
	}
	opened, err := one(dashboards, o.days, 0, p, control)
	if err != nil {
		return nil, err
	}
	var alone refresh
	if o.lasting >= time.Minute {
		alone = oneByOne(dashboards, o.days, p)
		// Windows are aligned to minutes, so a whole one has its share of new ones.
		now := time.Now()
		time.Sleep(now.Truncate(time.Minute).Add(time.Minute).Sub(now))
	}
	everybody := many(dashboards, o.viewers)
	before := p.cpu()
	minute, err := one(everybody, o.days, o.lasting/time.Duration(len(everybody)), p, control)
	if err != nil {
		return nil, err
	}
	return viewed{Refreshes: []refresh{opened, alone, minute}, CPU: p.cpuSince(before, minute.Panels), Memory: p.peakMemory()}, nil
}

// oneByOne asks panel after panel, each five times.
func oneByOne(dashboards [][]panel, days int, p *process) refresh {
	var answers []asked
	for range 5 {
		for _, panels := range dashboards {
			for _, shown := range panels {
				answers = append(answers, p.ask(shown, days))
			}
		}
	}
	return summary([][]asked{answers})
}

// cpuSince is processor seconds per 1,000 panels, -1 if unknown.
func (p *process) cpuSince(before float64, panels int) float64 {
	after := p.cpu()
	if before < 0 || after < 0 || panels == 0 {
		return -1
	}
	return (after - before) / float64(panels) * 1000
}
