package frame

import (
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Behind is what is behind the account's values: the same KPIs by rows of another kind,
// such as skills. The account's own level can be far while one of them needs attention.
type Behind struct {
	Query query.Query
	Table compute.Table
	Fit   levels.Fit
}

// worst is the worst severity that a row has of a KPI.
func (b *Behind) worst(kpi *catalogue.KPI, now time.Time) levels.Severity {
	worst := levels.Normal
	if !slices.Contains(b.Query.KPIs, kpi) {
		return worst
	}
	for i, value := range b.Table.Numbers(kpi, now) {
		if severity := levels.SeverityOf(kpi, b.Fit.For(kpi, b.Table.IDs[i]), value); severity.WorseThan(worst) {
			worst = severity
		}
	}
	return worst
}

// addBehind gives a field of the account the worst level of what is behind it, if that
// is worse than its own.
func (l leveled) addBehind(field *data.Field, kpi *catalogue.KPI, value float64, behind *Behind, now time.Time) {
	severity := behind.worst(kpi, now)
	if !severity.WorseThan(levels.SeverityOf(kpi, l.fit.For(kpi, ""), value)) {
		return
	}
	colors := paletteOf(l.query.LevelColors)
	color := colors.warning
	if severity == levels.Critical {
		color = colors.critical
	}
	if field.Config.Thresholds != nil {
		field.Config.Thresholds.Steps = []data.Threshold{data.NewThreshold(firstStep(catalogue.Levels{}), color, "")}
	}
	l.setText(field, severityTexts[severity])
}
