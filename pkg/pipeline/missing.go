package pipeline

import (
	"net/http"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// noteMissing says what is missing although LivePerson answered. Rows that are missing
// fail an alert rule: it would lose their instances, or count wrong.
func (l *loader) noteMissing(steps []*compute.Step) error {
	var noted []string
	if l.query.Rows.Roster && l.groups.unknown != nil {
		l.notices.Warn("%s", l.groups.unknown)
	}
	for _, s := range steps {
		for _, n := range s.Result.Notices {
			switch {
			case n.RowsMissing && l.caller.Alert:
				return &api.Error{Status: http.StatusBadGateway, Sentence: n.Sentence}
			case !slices.Contains(noted, n.Sentence):
				noted = append(noted, n.Sentence)
				l.notices.Warn("%s", n.Sentence)
			}
		}
	}
	return nil
}
