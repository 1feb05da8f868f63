// Package contributing_test does what CONTRIBUTING.md says in a copy of the project,
// so that it stays true.
package contributing_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// root is the top of the project.
const root = "../.."

// project is a copy of the project in a folder of its own.
type project struct {
	*testing.T
	folder string
	files  map[string]string // as they were copied
}

// copyProject copies the project without what is built, and leaves it the packages of
// the original.
func copyProject(t *testing.T) *project {
	t.Helper()
	p := &project{t, t.TempDir(), filesIn(t, root)}
	for name, content := range p.files {
		p.write(name, content)
	}
	packages, err := filepath.Abs(filepath.Join(root, "node_modules"))
	require.NoError(t, err)
	require.FileExists(t, filepath.Join(packages, ".bin", "tsx"), "The project's packages are missing: run npm ci.")
	require.NoError(t, os.Symlink(packages, filepath.Join(p.folder, "node_modules")))
	return p
}

// unneeded are folders that no recipe needs: packages, pictures, and what is built.
var unneeded = []string{".git", ".run", "node_modules", "dist", "coverage", "test-results", "playwright", "playwright-report", "img"}

// filesIn are the contents of a project's files.
func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // a file of an editor that is gone again
			return nil
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(unneeded, entry.Name()):
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		name, relErr := filepath.Rel(folder, path)
		files[filepath.ToSlash(name)] = string(content)
		return errors.Join(err, relErr)
	}))
	return files
}

// changed are the files that are not as they were copied, sorted.
func (p *project) changed() (names []string) {
	p.Helper()
	for name, content := range filesIn(p.T, p.folder) {
		if before, known := p.files[name]; !known || before != content {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (p *project) read(name string) string {
	p.Helper()
	content, err := os.ReadFile(filepath.Join(p.folder, name))
	require.NoError(p, err)
	return string(content)
}

func (p *project) write(name, content string) {
	p.Helper()
	path := filepath.Join(p.folder, name)
	require.NoError(p, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(p, os.WriteFile(path, []byte(content), 0o644))
}

// editJSON changes a list of objects that a JSON document has under a name.
func (p *project) editJSON(name, list string, edit func([]map[string]any) []map[string]any) {
	p.Helper()
	var document map[string][]map[string]any
	require.NoError(p, json.Unmarshal([]byte(p.read(name)), &document))
	document[list] = edit(document[list])
	encoded, err := json.MarshalIndent(document, "", "  ")
	require.NoError(p, err)
	p.write(name, string(encoded))
}

// addKPI adds an entry to the catalogue.
func (p *project) addKPI(entry string) {
	p.Helper()
	var kpi map[string]any
	require.NoError(p, json.Unmarshal([]byte(entry), &kpi))
	p.editJSON("catalogue/kpis.json", "kpis", func(kpis []map[string]any) []map[string]any { return append(kpis, kpi) })
}

// run runs a program in the copy and returns what it prints.
func (p *project) run(env []string, program string, args ...string) string {
	p.Helper()
	command := exec.CommandContext(p.Context(), program, args...)
	command.Dir, command.Env = p.folder, append(os.Environ(), env...)
	var complaints strings.Builder
	command.Stderr = &complaints
	output, err := command.Output()
	require.NoError(p, err, "%s %s\n%s%s", program, strings.Join(args, " "), output, &complaints)
	return string(output)
}

// runTests runs the Go tests of packages in the copy: in the mode of this test, so that
// what is built for it need not be built again, and without what takes time and
// checks nothing here.
func (p *project) runTests(env []string, packages ...string) {
	p.Helper()
	args := []string{"test", "-count=1", "-vet=off", "-ldflags=-w"}
	if isRace {
		args = append(args, "-race")
	}
	output := p.run(env, "go", append(args, packages...)...)
	require.Equal(p, len(packages), strings.Count("\n"+output, "\nok "), output)
	require.NotContains(p, output, "no tests")
}
