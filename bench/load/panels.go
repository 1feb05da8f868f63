package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// panel is a panel of a dashboard, with its queries as the browser sends them.
type panel struct {
	queries []json.RawMessage
}

// drawn is a panel or a row of panels as dashboards are saved.
type drawn struct {
	Targets []json.RawMessage
	Panels  []drawn
}

// variable is a filter that a dashboard's variable sets. By default it stands on
// All, for which the browser puts in a star.
var variable = regexp.MustCompile(`"\$[a-z]+"`)

// readDashboards reads the panels of each dashboard of a folder.
func readDashboards(folder string) ([][]panel, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("There are no dashboards in %s: write them first with npm run dashboards.", folder)
	}
	var dashboards [][]panel
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var all drawn
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		dashboards = append(dashboards, flatten(all.Panels))
	}
	return dashboards, nil
}

func flatten(from []drawn) []panel {
	var panels []panel
	for _, d := range from {
		p := panel{}
		for _, query := range d.Targets {
			p.queries = append(p.queries, variable.ReplaceAll(query, []byte(`"*"`)))
		}
		if len(p.queries) > 0 {
			panels = append(panels, p)
		}
		panels = append(panels, flatten(d.Panels)...)
	}
	return panels
}

// chosen are the dashboards of a run: all of them, or one with so many panels.
func chosen(o options) ([][]panel, error) {
	dashboards, err := readDashboards(o.dashboards)
	if err != nil || o.panels == 0 {
		return dashboards, err
	}
	var all, one []panel
	for _, panels := range dashboards {
		all = append(all, panels...)
	}
	for i := range o.panels {
		one = append(one, all[i%len(all)])
	}
	return [][]panel{one}, nil
}
