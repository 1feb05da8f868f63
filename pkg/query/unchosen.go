package query

import (
	"regexp"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// dropEmptyVariables takes variables without a value out of the query's lists, and says
// of which lists nothing is left: an empty list means all, and there nothing is chosen.
func (s *stored) dropEmptyVariables(c *catalogue.Catalogue) (unchosen []string, err error) {
	var empty string
	if s.KPIs, empty = without(s.KPIs, s.EmptyVariables); empty != "" {
		return nil, Errorf("No KPI is selected in %s. Select one in the dashboard.", empty)
	}
	note := func(what, empty string) {
		if empty == "" {
			return
		}
		if rows := c.RowKind(what); rows != nil {
			what = rows.Noun
		}
		unchosen = append(unchosen, "No "+what+" is selected in "+empty+". Select one, or All, in the dashboard.")
	}
	f := &s.Filter
	f.Skills, empty = without(f.Skills, s.EmptyVariables)
	note("skill", empty)
	f.Groups, empty = without(f.Groups, s.EmptyVariables)
	note("group", empty)
	f.Agents, empty = without(f.Agents, s.EmptyVariables)
	note("agent", empty)
	f.UserTypes, empty = without(f.UserTypes, s.EmptyVariables)
	note("user type", empty)
	f.AgentStatus, empty = without(f.AgentStatus, s.EmptyVariables)
	note("status", empty)
	f.Channels, empty = without(f.Channels, s.EmptyVariables)
	note("channel", empty)
	f.States, empty = without(f.States, s.EmptyVariables)
	note("state", empty)
	return unchosen, nil
}

// without is a list without variables that have no value, and one of them as people
// write it if nothing else is in the list.
func without[T ~string](list []T, variables []string) (rest []T, empty string) {
	for _, value := range list {
		switch text := strings.TrimSpace(string(value)); {
		case text == "":
		case slices.Contains(variables, text):
			empty = "$" + variableName.FindString(text)
		default:
			rest = append(rest, value)
		}
	}
	switch {
	case empty == "":
		return list, ""
	case len(rest) > 0:
		return rest, ""
	}
	return nil, empty
}

// variableName is the name in $name, ${name:format} and [[name]].
var variableName = regexp.MustCompile(`\w+`)
