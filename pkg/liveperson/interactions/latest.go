package interactions

import (
	"slices"
	"strings"
	"unique"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// latest says whose a conversation is: the ids of its latest skill and agent and of the
// agent's group, and its channel, each empty if there is none.
type latest struct{ skill, group, agent, channel string }

func (r listedRecord) latest() latest {
	i := r.Info
	l := latest{skill: withoutNone(i.Skill), agent: withoutNone(i.Agent), channel: unique.Make(shown(i.Source)).Value()}
	if l.agent != "" {
		l.group = kept(i.Group)
	}
	return l
}

// fits reports whether a filter leaves a conversation, by these.
func (l latest) fits(f api.Filter) bool {
	return isIn(f.Skills, l.skill) && isIn(f.Groups, l.group) && isIn(f.Agents, l.agent) &&
		(len(f.Channels) == 0 || slices.ContainsFunc(f.Channels, func(channel string) bool { return strings.EqualFold(channel, l.channel) }))
}

// row is the id of a conversation's row of a grouping, if it has one.
func (l latest) row(groupBy string) (id string, has bool) {
	switch groupBy {
	case api.BySkill:
		id = l.skill
	case api.ByGroup:
		id = l.group
	case api.ByAgent:
		id = l.agent
	default: // the account's
		return "", true
	}
	return id, id != ""
}
