package frame

import (
	"fmt"
	"strings"
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

// worst is the worst severity of a KPI, and the names of the rows that have it.
func (b *Behind) worst(kpi *catalogue.KPI, now time.Time) (worst levels.Severity, names []string) {
	if !kpi.AvailableFor(b.Query.Rows) {
		return levels.Normal, nil
	}
	for i, value := range b.Table.Numbers(kpi, now) {
		severity := levels.SeverityOf(kpi, b.Fit.For(kpi, b.Table.IDs[i]), value)
		if severity.WorseThan(worst) {
			worst, names = severity, nil
		}
		if severity == worst {
			names = append(names, b.Table.Names[i])
		}
	}
	return worst, names
}

// maxNamesBehind is how many rows a level in words names.
const maxNamesBehind = 1

// addBehind gives a field of the account the worst level of what is behind it, if that
// is worse than its own.
func (l leveled) addBehind(field *data.Field, kpi *catalogue.KPI, value float64, behind *Behind, now time.Time) {
	severity, names := behind.worst(kpi, now)
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
	l.setText(field, severityTexts[severity]+": "+listed(names))
}

// listed are the names of rows, and how many more there are.
func listed(names []string) string {
	if more := len(names) - maxNamesBehind; more > 0 {
		names = append(names[:maxNamesBehind:maxNamesBehind], fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, " and ")
}
