package reporting

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxQuery is how long the parameters of a GET may be.
const maxQuery = 1500

// allIDs stands for all ids in a parameter.
const allIDs = "all"

func isLong(query url.Values) bool { return len(query.Encode()) > maxQuery }

// bounded are parameters that are short enough for a method without a POST: all stands for
// long lists of ids, whose rows are selected in the response. Of an account, there is one total
// of all that is named, which can't be selected.
func (s *Source) bounded(m Method, r api.Request, t Team, query url.Values) (short url.Values, err error) {
	if m.Post || !isLong(query) {
		return query, nil
	}
	lists := []string{"skillIds", "agentIds"}
	slices.SortFunc(lists, func(a, b string) int { return len(query.Get(b)) - len(query.Get(a)) })
	short = maps.Clone(query)
	for _, list := range lists {
		if isLong(short) && short.Has(list) {
			short.Set(list, allIDs)
		}
	}
	hasRows := r.GroupBy != "" || t.addUp || t.ofSkills && (t.onlyAgents || len(t.agents) > 0)
	if isLong(short) || !hasRows {
		return nil, s.tooMany("can't filter these KPIs by so many skills, agent groups or agents")
	}
	return short, nil
}

// tooMany refuses a filter by many ids.
func (s *Source) tooMany(problem string) error {
	return &api.Error{
		Status:   http.StatusBadRequest,
		Service:  s.Service.Name,
		Sentence: fmt.Sprintf("LivePerson's %s %s. Select fewer, or remove the filter.", s.Service.Name, problem),
	}
}

// ofPost is the error of a POST. That there is no POST does not mean that the account
// lacks the method, whose GET may be fine.
func (s *Source) ofPost(err error) error {
	if api.DenialOf(err) == "" || api.StatusOf(err) != http.StatusNotFound {
		return err
	}
	return s.tooMany("did not accept a request that names so many skills, agent groups or agents (404)")
}

// keep leaves only the rows that a request names, if it names some: LivePerson may return
// others, and does where all of a list were requested.
func (r *Response) keep(request api.Request, t Team) {
	if request.GroupBy != api.ByAgent {
		keep(r.skills, request.Filter.Skills)
	}
	keep(r.agents, t.agents)
	for _, skill := range r.skills {
		keep(skill.agents, t.agents)
	}
}

func keep(rows map[string]*Response, ids []string) {
	if len(ids) == 0 {
		return
	}
	named := make(map[string]bool, len(ids))
	for _, id := range ids {
		named[id] = true
	}
	maps.DeleteFunc(rows, func(id string, _ *Response) bool { return !named[id] })
}
