package frame

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Severities makes the frame of an alert rule's query that compares values with levels:
// numeric-wide, a field for each row and each severity that the row has a level of,
// labelled with both and with the account. So one rule has an alert for each of them.
func Severities(q query.Query, t compute.Table, fit levels.Fit, account string, now time.Time) *data.Frame {
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: version})
	for _, kpi := range q.KPIs {
		for i, value := range t.Numbers(kpi, now) {
			r := row{t.IDs[i], t.Names[i]}
			for _, severity := range severitiesOf(q) {
				if level := severity.Of(fit.For(kpi, r.id)); level != nil {
					field := lineField(q, kpi, r, []float64{severityNumber(q.Severities, kpi, value, *level)})
					f.Fields = append(f.Fields, labelled(field, account, severity))
				}
			}
		}
	}
	return f
}

func severitiesOf(q query.Query) []levels.Severity {
	if q.OnlyCritical {
		return []levels.Severity{levels.Critical}
	}
	return []levels.Severity{levels.Warning, levels.Critical}
}

func severityNumber(number query.Severities, kpi *catalogue.KPI, value, level float64) float64 {
	switch number {
	case query.SeverityValue:
		return value
	case query.SeverityLevel:
		return level
	}
	return levels.State(kpi, value, level)
}

func labelled(field *data.Field, account string, severity levels.Severity) *data.Field {
	addLabel(field, "account", account)
	addLabel(field, "severity", string(severity))
	field.Config.DisplayNameFromDS = fmt.Sprintf("%s, %s", field.Config.DisplayNameFromDS, severity)
	return field
}
