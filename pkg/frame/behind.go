package frame

import (
	"fmt"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Levels are those that a frame shows beside its values.
type Levels struct {
	Fit levels.Fit
	// Behind has the rows from which a single row may have its level, nil if there are none.
	Behind *Behind
	// Outdated reports that the values are too old for a level: in the colour of a normal
	// value they would say that all is well.
	Outdated bool
}

// shown says which levels the values have.
func (l Levels) shown() levels.Fit {
	if l.Outdated {
		return l.Fit.Unknown()
	}
	return l.Fit
}

func (l Levels) behindShown() *Behind {
	if l.Outdated {
		return nil
	}
	return l.Behind
}

// Behind is what is behind the account's values: the same KPIs by rows of another kind,
// such as skills. The account's own level can be far while one of them needs attention.
type Behind struct {
	Query query.Query
	Table compute.Table
	Fit   levels.Fit
}

// worst is the worst severity that a row has of a KPI, and which rows have it, the farthest
// beyond first; normal if there is nothing behind.
func (b *Behind) worst(kpi *catalogue.KPI, now time.Time) (severity levels.Severity, names []string) {
	if b == nil || !slices.Contains(b.Query.KPIs, kpi) {
		return levels.Normal, nil
	}
	values := b.Table.Numbers(kpi, now)
	var rows []int
	for i, value := range values {
		own := levels.SeverityOf(kpi, b.Fit.For(kpi, b.Table.IDs[i]), value)
		if own.WorseThan(severity) {
			severity, rows = own, nil
		}
		if own == severity && own != levels.Normal {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(i, j int) int { return compare(values[i], values[j], kpi.Better == catalogue.Less) })
	return severity, permute(b.Table.Names, rows)
}

// firstOf names rows in few words: the first, and how many others there are.
func firstOf(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("%s +%d", names[0], len(names)-1)
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
