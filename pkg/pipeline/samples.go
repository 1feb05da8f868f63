package pipeline

import (
	"net/http"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// samples are those of the steps of a query that are from the same kind of conversations.
type samples struct {
	api.Sampled
	steps, pending, small int
}

// noteSamples says which sample values are estimated from, in one notice for each kind of
// conversations. A sample that is still being loaded fails an alert rule: its values would
// not mean the same each time.
func (l *loader) noteSamples(steps []*compute.Step) error {
	english := message.NewPrinter(language.English)
	for _, s := range samplesOf(steps) {
		if s.Size < s.Total {
			sentence := "From a sample of %d of %d %s."
			if s.Estimated {
				sentence = "From a sample of %d of about %d %s."
			}
			l.notices.Info("%s", english.Sprintf(sentence, s.Size, s.Total, s.Of))
		}
		if s.small > 0 && l.query.Series {
			l.notices.Info("%s", english.Sprintf("At %d of %d intervals, the sample has fewer than %d conversations. Select a larger sample, or an interval of 1h or more.", s.small, s.steps, api.MinSample))
		}
		if s.Partial > 0 {
			l.notices.Warn("LivePerson returned %s only in part. Response times of such conversations are left out.", counted(s.Partial, "conversation"))
		}
		if s.pending == 0 {
			continue
		}
		loaded := english.Sprintf("Loaded %d of %d hours so far; more on the next refresh.", s.Loaded, s.Hours)
		if l.query.Series {
			loaded = english.Sprintf("Loaded %d of %d intervals so far; more on the next refresh.", s.steps-s.pending, s.steps)
		}
		if l.caller.Alert {
			return &api.Error{Status: http.StatusGatewayTimeout, Sentence: "The sample of " + s.Of + " is not complete yet. " + loaded}
		}
		l.notices.Warn("%s", loaded)
	}
	return nil
}

// leaveOutFew leaves the values of an alert rule out that are estimated from too few
// conversations: one slow response at night is no bad service.
func (l *loader) leaveOutFew(tables []compute.Table) {
	left := false
	for i := range tables {
		left = tables[i].WithoutFew() || left
	}
	if left {
		l.notices.Info("Values from fewer than %d conversations are left out.", api.MinSample)
	}
}

// fewOf are the rows whose values are estimated from too few conversations, by the KPI's id
// and theirs. They have no level.
func fewOf(q query.Query, t compute.Table) map[string]map[string]bool {
	few := map[string]map[string]bool{}
	for _, kpi := range q.KPIs {
		few[kpi.ID] = t.Few(kpi)
	}
	return few
}

// samplesOf adds the samples of steps up, by the kind of conversations.
func samplesOf(steps []*compute.Step) []samples {
	var all []samples
	for _, step := range steps {
		sampled := step.Result.Sampled
		if sampled == nil || step.Err != nil {
			continue
		}
		i := slices.IndexFunc(all, func(s samples) bool { return s.Of == sampled.Of })
		if i < 0 {
			i = len(all)
			all = append(all, samples{Sampled: api.Sampled{Of: sampled.Of}})
		}
		all[i].add(*sampled)
	}
	return all
}

func (s *samples) add(one api.Sampled) {
	s.Size, s.Total, s.Partial = s.Size+one.Size, s.Total+one.Total, s.Partial+one.Partial
	s.Hours, s.Loaded = s.Hours+one.Hours, s.Loaded+one.Loaded
	s.Estimated = s.Estimated || one.Estimated
	s.steps++
	if one.Loaded < one.Hours {
		s.pending++
	}
	if one.Size < api.MinSample && one.Size < one.Total {
		s.small++
	}
}
