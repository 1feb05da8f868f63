package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Kept are KPIs that LivePerson keeps for so long only, in words.
type Kept struct {
	For  string
	KPIs []*catalogue.KPI
}

// OutOfReach are the KPIs of a query for an earlier time that LivePerson no longer has: of
// all that was so long ago. How long it keeps a part of a KPI is how long it keeps the KPI.
func (p *Planner) OutOfReach(q query.Query, ago time.Duration, now time.Time) []Kept {
	var all []Kept
	for _, kpi := range q.KPIs {
		one := q
		one.KPIs = []*catalogue.KPI{kpi}
		needs, err := p.resolve(one, now)
		if err != nil {
			continue // building its plan says so
		}
		for _, g := range slices.Concat(needs.rows, needs.agents) {
			keeps := p.keeps(q, g)
			if keeps == 0 || keeps > ago {
				continue
			}
			words := inWords(keeps)
			i := slices.IndexFunc(all, func(k Kept) bool { return k.For == words })
			if i < 0 {
				i = len(all)
				all = append(all, Kept{For: words})
			}
			all[i].KPIs = append(all[i].KPIs, kpi)
			break
		}
	}
	return all
}

// keeps is how long LivePerson keeps what a group gives, 0 for ever: what ends now reaches
// back as far as its longest window, unless a trend has a history of it.
func (p *Planner) keeps(q query.Query, g group) time.Duration {
	if !g.method.EndsNow {
		return g.bounds().retention
	}
	if histories := p.historiesOf(q, g); q.Series && len(histories) > 0 {
		return histories[0].bounds().retention
	}
	return g.bounds().maxWindow
}
