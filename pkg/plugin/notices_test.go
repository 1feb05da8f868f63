package plugin_test

import (
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// warnings are a frame's notices about what is wrong with it.
func warnings(f *data.Frame) (texts []string) {
	for _, notice := range f.Meta.Notices {
		if notice.Severity == data.NoticeSeverityWarning {
			texts = append(texts, notice.Text)
		}
	}
	return texts
}

// notices are all of a frame's notices.
func notices(f *data.Frame) (texts []string) {
	for _, notice := range f.Meta.Notices {
		texts = append(texts, notice.Text)
	}
	return texts
}

func saysAge(text string) bool {
	return strings.HasPrefix(text, "Showing data from ") && strings.Contains(text, " old). ")
}

// empty is how many cells of a frame have no value.
func empty(f *data.Frame) (n int) {
	for _, field := range f.Fields {
		for row := range field.Len() {
			if field.NilAt(row) {
				n++
			}
		}
	}
	return n
}
