package plugin

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
)

// levelEntry is an entry of the setting "levels", as Grafana stores it.
type levelEntry struct {
	KPI      string         `json:"kpi"`
	Rows     string         `json:"rows"`
	ID       flexibleString `json:"id"`
	Warning  flexibleString `json:"warning"`
	Critical flexibleString `json:"critical"`
}

// parseLevels reads the levels of KPIs, and says in sentences what of them is ignored: a
// level that can't be used must not keep panels from showing values.
func parseLevels(c *catalogue.Catalogue, raw json.RawMessage) (levels.Levels, []string) {
	var stored []json.RawMessage
	var ignored []string
	if len(raw) > 0 && json.Unmarshal(raw, &stored) != nil {
		ignored = append(ignored, "The levels are ignored: they are not a list.")
	}
	var entries []levels.Entry
	for i, one := range stored {
		entry, err := parseLevelEntry(one)
		if err != nil {
			ignored = append(ignored, fmt.Sprintf("Entry %d of the levels is ignored: %s.", i+1, err))
			continue
		}
		entries = append(entries, entry)
	}
	all, problems := levels.New(c, entries)
	return all, append(ignored, problems...)
}

func parseLevelEntry(raw json.RawMessage) (levels.Entry, error) {
	var e levelEntry
	if err := json.Unmarshal(raw, &e); err != nil {
		return levels.Entry{}, fmt.Errorf("it can't be read")
	}
	entry := levels.Entry{KPI: trim(e.KPI), Rows: trim(e.Rows), ID: e.ID.trimmed()}
	var err error
	if entry.Warning, err = parseLevel(e.Warning); err != nil {
		return levels.Entry{}, err
	}
	entry.Critical, err = parseLevel(e.Critical)
	return entry, err
}

// parseLevel reads a level; empty is none.
func parseLevel(text flexibleString) (*float64, error) {
	if text.trimmed() == "" {
		return nil, nil
	}
	value, err := strconv.ParseFloat(text.trimmed(), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return nil, fmt.Errorf("its level %q is not a number", text)
	}
	return &value, nil
}
