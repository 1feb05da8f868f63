//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// panel is a panel of a dashboard, or a row with panels in it.
type panel struct {
	Title   string
	Targets []json.RawMessage
	Panels  []panel
}

// Every query of every panel of every dashboard has an answer with values in it.
func TestEveryPanelHasData(t *testing.T) {
	// Behind by the time that a rush takes, so that its conversations are not ahead of the
	// plugin's clock: the queue is requested up to now.
	address := startSimulator(t, "--now", time.Now().Add(-2*time.Minute).Format(time.RFC3339))
	somebodyWaits(t, address)
	p := startPlugin(t).account(t, address, "oauth2")
	files, err := filepath.Glob(filepath.Join(root, "src", "dashboards", "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		var dashboard panel
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(raw, &dashboard))
		for _, shown := range flatten(dashboard.Panels) {
			for _, target := range shown.Targets {
				t.Run(filepath.Base(file)+"/"+shown.Title, func(t *testing.T) { hasValues(t, p, target) })
			}
		}
	}
}

// somebodyWaits lets conversations and chats wait in queues, which are empty in some
// minutes: then no wait in a queue has a value.
func somebodyWaits(t *testing.T, address string) {
	t.Helper()
	call(t, http.MethodPost, address+"/simulator/scenario", map[string]any{"name": "rush"}, nil)
	call(t, http.MethodPost, address+"/simulator/chat", map[string]any{"load": 8}, nil)
	call(t, http.MethodPost, address+"/simulator/clock", map[string]any{"advanceMs": 2 * time.Minute / time.Millisecond}, nil)
}

func flatten(panels []panel) []panel {
	all := append([]panel{}, panels...)
	for _, inner := range panels {
		all = append(all, flatten(inner.Panels)...)
	}
	return all
}

// variable is a filter that a dashboard's variable sets.
var variable = regexp.MustCompile(`"\$[a-z]+"`)

func hasValues(t *testing.T, p *pluginProcess, target json.RawMessage) {
	t.Helper()
	// What the browser puts in for numbers, and for a variable that stands on All.
	numbers := map[string]string{`"$hours"`: "1", `"$sampleSize"`: "200", `"$openedWithin"`: "0", `"$chatServiceLevelSeconds"`: "30"}
	for name, number := range numbers {
		target = bytes.ReplaceAll(target, []byte(name), []byte(number))
	}
	answer := p.query(t, variable.ReplaceAll(target, []byte(`"*"`)))
	require.NoError(t, answer.Error)
	values := 0
	for _, field := range answer.Frames[0].Fields {
		for row := range field.Len() {
			if value, ok := field.ConcreteAt(row); !ok || value == "" {
				continue
			}
			if field.Type().Numeric() || strings.HasSuffix(field.Name, "data_status") {
				values++
			}
		}
	}
	if !bytes.Contains(target, []byte("agentStatus")) { // nobody may be in a status
		require.NotZero(t, values)
	}
}
