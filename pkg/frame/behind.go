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

// worst is the worst severity that a row has of a KPI; normal if there is nothing behind.
func (b *Behind) worst(kpi *catalogue.KPI, now time.Time) levels.Severity {
	worst := levels.Normal
	if b == nil || !slices.Contains(b.Query.KPIs, kpi) {
		return worst
	}
	for i, value := range b.Table.Numbers(kpi, now) {
		if severity := levels.SeverityOf(kpi, b.Fit.For(kpi, b.Table.IDs[i]), value); severity.WorseThan(worst) {
			worst = severity
		}
	}
	return worst
}

// colourAs gives a field the colour of a severity, whatever its value, if it has colours
// of levels.
func (l leveled) colourAs(field *data.Field, severity levels.Severity) {
	if field.Config.Thresholds == nil {
		return
	}
	colors := paletteOf(l.query.LevelColors)
	color := colors.warning
	if severity == levels.Critical {
		color = colors.critical
	}
	field.Config.Thresholds.Steps = []data.Threshold{data.NewThreshold(lowest, color, "")}
}
