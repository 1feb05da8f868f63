package liveperson

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fields of an agent that need more than reading a number.
const (
	reasonField   = "agentCurrentStatusReason"
	byReasonField = "agentStatusWithReasonDurationList"
	statusField   = "agentCurrentStatus"
	durationField = "agentStatusDurationList."
	metadataField = "agentMetadata."
	skillsField   = "agentMetadata.agentSkills"
)

func isText(field string) bool {
	return field == statusField || field == reasonField || field == byReasonField || strings.HasPrefix(field, metadataField)
}

// alsoKnownAs are other names of fields: the documents and their samples differ.
var alsoKnownAs = map[string]string{"closeRate": "closedRate", reasonField: "agentCurrentStatusReasonId"}

type statusDuration struct {
	Status   string `json:"agentStatus"`
	Duration number `json:"agentStatusDuration"` // milliseconds
	Reason   text   `json:"agentStatusReasonId"`
}

type agentSkill struct {
	ID   text   `json:"skillId"`
	Name string `json:"skillName"`
}

// text reads a field as text, empty if it is not there.
func (r record) text(field string) string {
	var value text
	if json.Unmarshal(r[field], &value) != nil {
		return ""
	}
	return string(value)
}

// metadata is the part of an agent's record that describes the person.
func (r record) metadata() record {
	var inner record
	if json.Unmarshal(r["agentMetadata"], &inner) != nil {
		return record{}
	}
	return inner
}

func (r record) skills() []agentSkill {
	var skills []agentSkill
	_ = json.Unmarshal(r["agentSkills"], &skills)
	return skills
}

// durationOf is how long an agent had a status, in milliseconds, and whether the
// list says so.
func durationOf(list []statusDuration, status string) (float64, bool) {
	var sum float64
	known := false
	for _, d := range list {
		if d.Status == status {
			sum += float64(d.Duration)
			known = true
		}
	}
	return sum, known
}

func minutes(ms number) string {
	return strconv.Itoa(int(time.Duration(ms)*time.Millisecond/time.Minute)) + " min"
}

func (r record) durations(field string) []statusDuration {
	var list []statusDuration
	_ = json.Unmarshal(r[field], &list)
	return list
}

// addAgent appends an agent's row.
func (t *Table) addAgent(agent record, reasons map[string]string) error {
	about := agent.metadata()
	name := first(about.text("agentName"), about.text("agentNickname"), about.text("agentLoginName"), agentID(agent))
	var wrong error
	t.add(agentID(agent), name, func(field string) (float64, bool) {
		if status, ok := strings.CutPrefix(field, durationField); ok {
			return durationOf(agent.durations(strings.TrimSuffix(durationField, ".")), status)
		}
		value, known, err := agent.number(agent.nameOf(field))
		if err != nil {
			wrong = err
		}
		return value, known
	})
	for field, column := range t.Texts {
		t.Texts[field] = append(column, agent.describe(field, about, reasons))
	}
	t.Agents = append(t.Agents, Place{Group: agent.text("agentGroupId"), Skills: ids(about.skills())})
	return wrong
}

// nameOf is the name under which this record has a field.
func (r record) nameOf(field string) string {
	if _, known := r[field]; !known && alsoKnownAs[field] != "" {
		return alsoKnownAs[field]
	}
	return field
}

// describe is a text about an agent, as people read it.
func (r record) describe(field string, about record, reasons map[string]string) string {
	switch {
	case field == reasonField:
		return reasonName(r.text(r.nameOf(reasonField)), reasons)
	case field == byReasonField:
		return r.byReason(reasons)
	case field == skillsField:
		var list []string
		for _, s := range about.skills() {
			list = append(list, s.Name)
		}
		return strings.Join(list, ", ")
	case strings.HasPrefix(field, metadataField):
		return about.text(strings.TrimPrefix(field, metadataField))
	}
	return r.text(field)
}

func (r record) byReason(reasons map[string]string) string {
	var list []string
	for _, d := range r.durations(byReasonField) {
		if name := reasonName(string(d.Reason), reasons); name != "" {
			list = append(list, name+" "+minutes(d.Duration))
		}
	}
	return strings.Join(list, ", ")
}

// reasonName falls back on the id; "NA" means that there is none.
func reasonName(id string, reasons map[string]string) string {
	if id == "" || id == "NA" {
		return ""
	}
	return first(reasons[id], id)
}

func ids(skills []agentSkill) []string {
	var list []string
	for _, s := range skills {
		list = append(list, string(s.ID))
	}
	return list
}

// addAbsent appends the agents who have not logged in at all, whom the agent
// view does not know: the account's human users less those who are there.
func (r AgentViewRequest) addAbsent(ctx context.Context, c *Client, t *Table) error {
	users, err := c.users(ctx)
	t.Calls++
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, id := range t.IDs {
		known[id] = true
	}
	if !r.showsAllPresent() { // who is there is not absent, even if nobody asked for that status
		asked := r
		asked.Status = nil
		present, calls, err := asked.collect(ctx, c)
		t.Calls += calls
		if err != nil {
			return err
		}
		for _, agent := range present.rows {
			known[agentID(agent)] = true
		}
	}
	for _, u := range users {
		if !known[string(u.ID)] && u.isAgent() && r.Filter.has(u) {
			t.addUser(u)
		}
	}
	return nil
}

// showsAllPresent tells whether the request is about everybody who is logged in.
func (r AgentViewRequest) showsAllPresent() bool {
	return !slices.ContainsFunc([]string{Online, Away, BackSoon}, func(status string) bool { return !slices.Contains(r.Status, status) })
}

// has tells whether a user passes the filter.
func (f Filter) has(u user) bool {
	in := func(list []string, id string) bool { return len(list) == 0 || slices.Contains(list, id) }
	return in(f.Agents, string(u.ID)) && in(f.Groups, u.group()) &&
		(len(f.Skills) == 0 || slices.ContainsFunc(f.Skills, func(id string) bool { return slices.Contains(u.skills(), id) }))
}
