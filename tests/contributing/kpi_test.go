package contributing_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

var jsonBlock = regexp.MustCompile("(?s)```json\n(.*?)```")

// kpi is what the checks need of the entry in CONTRIBUTING.md.
type kpi struct {
	ID, Label, Description, Unit string
	Rows                         []string
	Thresholds                   map[string]map[string]float64
	Alerts                       struct{ Title string }
}

// option is a KPI in the picker, for one kind of row.
type option struct{ Rows, Label, Description string }

// shown is what testdata/kpi/shown.ts prints.
type shown struct {
	Options []option
	Panel   struct{ Unit string }
	Rules   []struct {
		Title string
		Data  []struct {
			Model struct{ Rows, Severities string }
		}
	}
}

const rules = "provisioning/alerting/liveperson.yaml"

// The entry is the one that CONTRIBUTING.md shows.
func TestAKPIIsOneEntryInTheCatalogue(t *testing.T) {
	p := copyProject(t)
	entry, added := documentedKPI(t)
	p.addKPI(entry)
	p.writeDashboards()
	require.Equal(t, []string{"catalogue/kpis.json", "docs/kpis.md", "docs/recording-rules.yaml", rules}, p.changed())
	page, levels := p.read("docs/kpis.md"), added.Thresholds["account"]
	require.Contains(t, page, fmt.Sprintf("| **%s**<br>`%s` | %s |", added.Label, added.ID, added.Description))
	require.Contains(t, page, fmt.Sprintf("account: %v / %v", levels["warning"], levels["critical"]))
	s := p.shown(added.ID)
	var offered []option
	for _, rows := range added.Rows {
		offered = append(offered, option{rows, added.Label, added.Description})
	}
	require.Equal(t, offered, s.Options)
	require.Equal(t, added.Unit, s.Panel.Unit)
	rowsOfRules := map[string]string{}
	for _, r := range s.Rules {
		require.Equal(t, "state", r.Data[0].Model.Severities)
		rowsOfRules[r.Title] = r.Data[0].Model.Rows
	}
	title := added.Alerts.Title
	require.Equal(t, map[string]string{title: "account", title + " for a skill": "skill"}, rowsOfRules)
	p.runTests([]string{"ENTRY=" + entry}, "./tests/contributing/testdata/kpi")
}

// writeDashboards writes the dashboards, the rules and the documentation anew.
func (p *project) writeDashboards() {
	p.Helper()
	_, err := exec.LookPath("npm")
	require.NoError(p, err, "npm is missing: install Node.js.")
	p.run(nil, "npm", "run", "--silent", "dashboards")
}

// documentedKPI is the entry that CONTRIBUTING.md shows.
func documentedKPI(t *testing.T) (text string, entry kpi) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "CONTRIBUTING.md"))
	require.NoError(t, err)
	block := jsonBlock.FindStringSubmatch(string(page))
	require.NotEmpty(t, block, "CONTRIBUTING.md shows no entry of the catalogue")
	require.NoError(t, json.Unmarshal([]byte(block[1]), &entry))
	return block[1], entry
}

func (p *project) shown(id string) (s shown) {
	p.Helper()
	output := p.run(nil, filepath.Join("node_modules", ".bin", "tsx"), "tests/contributing/testdata/kpi/shown.ts", id, rules)
	require.NoError(p, json.Unmarshal([]byte(output), &s), output)
	return s
}
