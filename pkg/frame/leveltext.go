package frame

import (
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
)

const (
	// levelName is the label and the column of levels in words.
	levelName = "level"
	// levelSymbol is the label of the same as a symbol, for names that have little room.
	levelSymbol = "levelSymbol"
	// levelWithRow is the label of the same with the row whose level it is, for values that
	// may have the level of a row behind them.
	levelWithRow = "levelWithRow"
)

// severityTexts are severities in words after their symbols, which are told apart by a shape
// that does not depend on colours.
var severityTexts = map[levels.Severity]string{levels.Warning: "△ warning", levels.Critical: "▲ critical"}

// addText labels the field of a single value with its level, and adds its symbol to its name,
// if the query wants so. The level may be that of a row behind the value, which is named.
func (l leveled) addText(field *data.Field, severity levels.Severity, row string) {
	if !l.query.LevelText {
		return
	}
	text := severityTexts[severity]
	symbol, _, _ := strings.Cut(text, " ")
	addLabel(field, levelName, text)
	addLabel(field, levelSymbol, symbol)
	name := nameWithLevel(field.Config.DisplayNameFromDS, field)
	if l.query.WorstOf != nil {
		if row != "" {
			text += ": " + row
			name += ": " + row
		}
		addLabel(field, levelWithRow, text)
	}
	field.Config.DisplayNameFromDS = name
}

// nameWithLevel is a field's name after the symbol of the level that its labels have, if any:
// where there is little room, panels cut the end.
func nameWithLevel(name string, field *data.Field) string {
	return strings.TrimSpace(field.Labels[levelSymbol] + " " + name)
}

// nameWithoutLevel is a field's name without what addText added.
func nameWithoutLevel(field *data.Field) string {
	row := strings.TrimPrefix(field.Labels[levelWithRow], field.Labels[levelName])
	name := strings.TrimSuffix(field.Config.DisplayNameFromDS, row)
	return strings.TrimSpace(strings.TrimPrefix(name, field.Labels[levelSymbol]))
}

// textColumn is, for each row of a table, the worst level that one of its KPIs reaches,
// with the KPIs that do where several have levels.
func (l leveled) textColumn(ids []string, numbers func(*catalogue.KPI) []float64) *data.Field {
	var kpis []*catalogue.KPI
	for _, kpi := range l.query.KPIs {
		if l.fit.Has(kpi) {
			kpis = append(kpis, kpi)
		}
	}
	values := make([][]float64, len(kpis))
	for i, kpi := range kpis {
		values[i] = numbers(kpi)
	}
	column := make([]string, len(ids))
	for row, id := range ids {
		reached := map[levels.Severity][]string{}
		for i, kpi := range kpis {
			severity := levels.SeverityOf(kpi, l.fit.For(kpi, id), values[i][row])
			reached[severity] = append(reached[severity], kpi.Label)
		}
		column[row] = worst(reached, len(kpis) > 1)
	}
	return textField(levelName, "Level", column)
}

// worst is the worst severity in words, with the KPIs that reach it if asked to.
func worst(reached map[levels.Severity][]string, withKPIs bool) string {
	for _, severity := range []levels.Severity{levels.Critical, levels.Warning} {
		switch labels := reached[severity]; {
		case len(labels) == 0:
		case withKPIs:
			return severityTexts[severity] + ": " + strings.Join(labels, ", ")
		default:
			return severityTexts[severity]
		}
	}
	return ""
}
