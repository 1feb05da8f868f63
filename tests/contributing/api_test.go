package contributing_test

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	services = "pkg/liveperson/services.go"

	exampleImport = `"github.com/kmm/liveperson-datasource/pkg/liveperson/example"`
	exampleEntry  = `{
		Service: api.Service{
			Name: "Example API", Domain: "example", Path: "/example/api/account/{account}", Scope: "example.read",
		},
		methods: example.Methods,
		source:  example.New,
	},
`
	exampleKPI = `{
		"id": "longest_wait", "label": "Longest wait", "description": "The longest wait for an agent in the window.",
		"unit": "ms", "measure": "average", "tense": "window", "category": "queue", "rows": ["skill"],
		"sources": [{ "api": "example.queues", "metric": "", "field": "longestWait" }],
		"better": "less", "document": "Example API, queues method"
	}`
)

// The example has a folder of its own, with a test that queries its KPI beside one of
// the Key Messaging Metrics API.
func TestAnAPIIsAFolderAnEntryInServicesAndTheCatalogue(t *testing.T) {
	p := copyProject(t)
	for _, name := range []string{"example.go", "example_test.go"} {
		source, err := os.ReadFile(filepath.Join("testdata", "example", name))
		require.NoError(t, err)
		p.write("pkg/liveperson/example/"+name, string(source))
	}
	p.addService(exampleImport, exampleEntry)
	p.editJSON("catalogue/rows.json", "rows", func(rows []map[string]any) []map[string]any {
		for _, kind := range rows {
			if kind["id"] == "skill" {
				kind["methods"] = append(kind["methods"].([]any), map[string]any{"api": "example.queues"})
			}
		}
		return rows
	})
	p.addKPI(exampleKPI)
	require.Equal(t, []string{
		"catalogue/kpis.json", "catalogue/rows.json",
		"pkg/liveperson/example/example.go", "pkg/liveperson/example/example_test.go", services,
	}, p.changed())
	p.writeDashboards()
	require.Contains(t, p.read("docs/kpis.md"), "queues: `longestWait`")
	p.runTests(nil, "./catalogue", "./pkg/liveperson", "./pkg/liveperson/example")
}

// addService adds an entry to the table of services.
func (p *project) addService(path, entry string) {
	p.Helper()
	text, files := p.read(services), token.NewFileSet()
	file, err := parser.ParseFile(files, services, text, parser.SkipObjectResolution)
	require.NoError(p, err)
	var end token.Pos
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == "apis" {
			end = spec.Values[0].(*ast.CompositeLit).Rbrace
		}
		return true
	})
	require.True(p, end.IsValid(), "%s has no table apis: change the test and CONTRIBUTING.md with it", services)
	table, imports := files.Position(end).Offset, files.Position(file.Imports[0].Pos()).Offset
	formatted, err := format.Source([]byte(text[:imports] + path + "\n" + text[imports:table] + entry + text[table:]))
	require.NoError(p, err)
	p.write(services, string(formatted))
}
