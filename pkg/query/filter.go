package query

import (
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// parseFilter checks a filter for rows of a kind.
func parseFilter(c *catalogue.Catalogue, s storedFilter, rows *catalogue.RowKind) (f Filter, err error) {
	if f.Skills, err = parseIDs("skills", s.Skills); err != nil {
		return Filter{}, err
	}
	if f.Groups, err = parseIDs("groups", s.Groups); err != nil {
		return Filter{}, err
	}
	if f.Agents, err = parseIDs("agents", s.Agents); err != nil {
		return Filter{}, err
	}
	if f.UserTypes, err = parseWords("userTypes", s.UserTypes, api.Human, api.Bot); err != nil {
		return Filter{}, err
	}
	if f.AgentStatus, err = parseWords("agentStatus", s.AgentStatus, "ONLINE", "AWAY", "BACK_SOON", "OFFLINE"); err != nil {
		return Filter{}, err
	}
	if !rows.Roster && len(f.AgentStatus) > 0 {
		roster := c.Roster().ID
		return Filter{}, Errorf("The filter \"agentStatus\" is only available by %s, not by %s. Remove it, or select rows by %s.", roster, rows.ID, roster)
	}
	if err := f.parseConversations(s, rows); err != nil {
		return Filter{}, err
	}
	if err := s.IncludeSubGroups.check("filter.includeSubGroups"); err != nil {
		return Filter{}, err
	}
	// Without groups there is nothing below them.
	f.IncludeSubGroups = s.IncludeSubGroups.on && len(f.Groups) > 0
	return f, nil
}

// parseWords checks words of a list.
func parseWords(kind string, words []string, allowed ...string) ([]string, error) {
	return parseList(kind, words, "a value", func(word string) error {
		if !slices.Contains(allowed, word) {
			return Errorf("The filter %q contains %q. Allowed: %s.", kind, word, strings.Join(allowed, ", "))
		}
		return nil
	})
}

// parseIDs checks ids of a list.
func parseIDs(kind string, ids []id) ([]string, error) {
	return parseList(kind, ids, kind+" by name", func(text string) error {
		if !api.IsID(text) {
			return Errorf("The filter %q contains %q, which is not an ID. Select %s by name in the query editor, or enter their IDs.", kind, text, kind)
		}
		return nil
	})
}

// parseList checks the values of a list, and puts them in order, so that the same filter is
// the same request. It has none where one of them stands for all.
func parseList[T ~string](kind string, values []T, instead string, check func(text string) error) ([]string, error) {
	var checked []string
	for _, value := range values {
		text := strings.TrimSpace(string(value))
		switch {
		case isAll(text):
			return nil, nil
		case text == "":
			continue
		case isVariable(text):
			return nil, Errorf("The filter %q contains the variable %s, which has no value here. Alert rules and public dashboards don't support variables: select %s instead.", kind, text, instead)
		}
		if err := check(text); err != nil {
			return nil, err
		}
		checked = append(checked, text)
	}
	slices.Sort(checked)
	return slices.Compact(checked), nil
}

// isAll reports whether a value stands for all: "*" is what the dashboards'
// variables say for All, "$__all" is how Grafana saves it, and ".*" is what variables
// for other data sources say.
func isAll(text string) bool { return text == "*" || text == "$__all" || text == ".*" }

// isVariable reports whether a value is a dashboard variable that was not replaced.
func isVariable(text string) bool {
	return strings.HasPrefix(text, "$") || strings.HasPrefix(text, "[[")
}
