package gather

import (
	"slices"
	"time"
)

// State is what a gatherer knows, for support.
type State struct {
	Entries  int                  `json:"answersKept"`
	Bytes    int64                `json:"bytesKept"`
	UnderWay int                  `json:"requestsUnderWay"`
	Refused  []string             `json:"metricsRefused"`
	Topics   map[string]TopicInfo `json:"topics"`
}

// TopicInfo is what is asked of a topic lately: metrics by their names.
type TopicInfo struct {
	Ongoing []string `json:"overWindows"`
	Over    []string `json:"overPastWindows"`
	Now     []string `json:"now"`
}

// State tells what is known now.
func (g *Gatherer) State() State {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	s := State{Entries: g.memory.snapshots.Len(), Bytes: g.memory.bytes, Refused: []string{}, Topics: map[string]TopicInfo{}}
	for key, one := range g.refusals {
		if now.Before(one.until) {
			s.Refused = append(s.Refused, key)
		}
	}
	slices.Sort(s.Refused)
	for _, key := range g.topics.Keys() {
		t, _ := g.topics.Peek(key)
		s.UnderWay += len(t.flights)
		s.Topics[key] = TopicInfo{t.ongoing.names(now), t.over.names(now), t.now.names(now)}
	}
	return s
}

func (i interest) names(now time.Time) []string {
	list := []string{}
	for _, m := range i.lately(now) {
		list = append(list, m.Field)
	}
	slices.Sort(list)
	return list
}
