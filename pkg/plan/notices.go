package plan

import (
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// notices says so where a panel that shows the past gets values of this moment.
func notices(q query.Query, now time.Time) []string {
	if !q.Range.To.Before(now.Add(-recent)) {
		return nil
	}
	var labels []string
	for _, kpi := range q.KPIs {
		if kpi.Tense == catalogue.Now {
			labels = append(labels, kpi.Label)
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return []string{"LivePerson gives these KPIs only as of now, not for the time range shown: " + strings.Join(labels, ", ") + "."}
}
