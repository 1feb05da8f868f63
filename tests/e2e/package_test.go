//go:build e2e

package e2e

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const notBuilt = "build the backend first: npm run build:backend"

// Grafana's validator holds the sources against the manifest that the build leaves.
func TestThePackageNamesItsSources(t *testing.T) {
	manifest, err := os.ReadFile(filepath.Join(root, "dist", "go_plugin_build_manifest"))
	require.NoError(t, err, notBuilt)
	sources, err := filepath.Glob(filepath.Join(root, "pkg", "*", "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, sources)
	for _, file := range sources {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		name, err := filepath.Rel(root, file)
		require.NoError(t, err)
		require.True(t, strings.Contains(string(manifest), fmt.Sprintf("%x:%s\n", sha256.Sum256(content), name)), "dist has another %s: %s", name, notBuilt)
	}
}
