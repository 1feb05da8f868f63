package plugin_test

import (
	"os"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
)

// TestMain silences the logs, which have lines for each query.
func TestMain(m *testing.M) {
	backend.Logger, log.DefaultLogger = log.NewNullLogger(), log.NewNullLogger()
	os.Exit(m.Run())
}
