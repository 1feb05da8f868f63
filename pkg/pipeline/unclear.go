package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// unclear is what LivePerson sent and is not understood, of a result.
type unclear struct {
	fields []unclearField
	rows   int
}

// unclearField is how many values of a field are not understood.
type unclearField struct {
	name  string
	count int
}

// add adds what a step's result has. Rows are those of one step: the steps of a query
// are about the same ones.
func (u *unclear) add(s *compute.Step, now time.Time) {
	u.rows = max(u.rows, s.Result.Unclear)
	for _, source := range s.Sources {
		n := 0
		for _, value := range s.Result.Fields[source.Column.Field] {
			if api.IsUnclear(value) || source.KPI.ValueKind == catalogue.Time && api.IsAhead(value, now) {
				n++
			}
		}
		if n > 0 {
			u.count(source.Column.Field, n)
		}
	}
}

func (u *unclear) count(field string, n int) {
	i := slices.IndexFunc(u.fields, func(f unclearField) bool { return f.name == field })
	if i < 0 {
		i = len(u.fields)
		u.fields = append(u.fields, unclearField{name: field})
	}
	u.fields[i].count += n
}

// note says what is not understood, in one notice.
func (u *unclear) note(notices *query.Notices) {
	var parts []string
	for _, f := range u.fields {
		parts = append(parts, fmt.Sprintf("%s of %q", counted(f.count, "value"), f.name))
	}
	if u.rows > 0 {
		parts = append(parts, counted(u.rows, "row"))
	}
	if len(parts) > 0 {
		notices.Warn("%s from LivePerson could not be read and will not be shown.", joined(parts))
	}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// joined is a list in words.
func joined(parts []string) string {
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return parts[0]
}
