package realtime

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var service = api.Service{Name: "Operational Realtime API", Domain: "leDataReporting", Path: "/operations/api/account/{account}", Feature: "chat"}

// handled is a source whose requests the handler gets.
func handled(t *testing.T, handler http.HandlerFunc) (api.Source, *livepersontest.Fake) {
	t.Helper()
	client, fake := livepersontest.Handled(t, handler)
	return New(client, livepersontest.Lists{}, service), fake
}

// requestTo is a request to a method for the last hour.
func requestTo(name, groupBy string, fields ...string) api.Request {
	hour := api.Window{From: time.Now().Truncate(reporting.Bucket).Add(-time.Hour), To: time.Now()}
	return livepersontest.Request(Methods(service), "realtime."+name, groupBy, hour, fields...)
}

// respond is the table of a request to which LivePerson has a response.
func respond(t *testing.T, r api.Request, response string) api.Table {
	t.Helper()
	source, _ := handled(t, livepersontest.Respond(200, response))
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	return table
}

// ofAccount are an account's values of fields, in words.
func ofAccount(t *testing.T, method, response string, fields ...string) (words []string) {
	t.Helper()
	table := respond(t, requestTo(method, "", fields...), response)
	for _, field := range fields {
		words = append(words, livepersontest.Values(table, field)[""])
	}
	return words
}

const health = `{"enteredQEng": 94, "connectedEng": 80, "abandonedEng": 7, "abandonmentRate": 0.08, "totalTimeToAnswer": "2400", "avgTimeToAnswer": 30,
	"totalTimeToAbandon": 630, "avgTimeToAbandon": 90, "maxQueueSize": 10, "averageQueueSize": 0.9, "queueSizeSum": 90, "queueSizeCount": 100}`

var healthFields = []string{
	"enteredQEng", "abandonedOfEntered", "abandonmentRate", "avgTimeToAnswer", "avgTimeToAbandon", "maxQueueSize", "averageQueueSize",
}

func TestQueueHealth(t *testing.T) {
	for name, test := range map[string]struct {
		response string
		expected []string
	}{
		"a sample":       {`{"metricsTotals": ` + health + `}`, []string{"94", "0.07446808510638298", "0.08045977011494253", "30000", "90000", "10", "0.9"}},
		"wrapped":        {`{"meta": {"responseCode": 200}, "body": {"metricsTotals": ` + health + `}}`, []string{"94", "0.07446808510638298", "0.08045977011494253", "30000", "90000", "10", "0.9"}},
		"means alone":    {`{"metricsTotals": {"abandonmentRate": 0.08, "avgTimeToAnswer": 30, "avgTimeToAbandon": 90, "averageQueueSize": "0.9"}}`, []string{"left out", "left out", "0.08", "30000", "90000", "left out", "0.9"}},
		"nothing":        {`{"metricsTotals": {"enteredQEng": 0, "connectedEng": 0, "abandonedEng": 0, "abandonmentRate": 0, "totalTimeToAnswer": 0, "avgTimeToAnswer": 0, "totalTimeToAbandon": 0, "avgTimeToAbandon": 0, "maxQueueSize": -1, "averageQueueSize": -1, "queueSizeSum": -1, "queueSizeCount": 0}}`, []string{"0", "gap", "gap", "gap", "gap", "gap", "gap"}},
		"no totals":      {`{"metricsTotals": null}`, []string{"gap", "gap", "gap", "gap", "gap", "gap", "gap"}},
		"no container":   {`{}`, []string{"gap", "gap", "gap", "gap", "gap", "gap", "gap"}},
		"an empty body":  {`{"meta": {"responseCode": "200"}}`, []string{"gap", "gap", "gap", "gap", "gap", "gap", "gap"}},
		"null in it all": {`{"metricsTotals": {"enteredQEng": null, "connectedEng": null, "abandonedEng": null, "maxQueueSize": null}}`, []string{"gap", "left out", "left out", "left out", "left out", "gap", "left out"}},
	} {
		require.Equal(t, test.expected, ofAccount(t, "queuehealth", test.response, healthFields...), name)
	}
	table := respond(t, requestTo("queuehealth", api.BySkill, "enteredQEng"), `{"skillsMetrics": {"101": {"enteredQEng": 3}, "102": {"enteredQEng": 4}}, "metricsTotals": {"enteredQEng": 8}}`)
	require.Equal(t, map[string]string{"101": "3", "102": "4"}, livepersontest.Values(table, "enteredQEng"))
	require.Equal(t, map[string]string{"": "8"}, livepersontest.Values(*table.Total, "enteredQEng"))
}

func TestQueueNow(t *testing.T) {
	const waiting = `{"currentQueueSize": 2, "currentAvailableSlots": 5, "currentMaxWaitTimeInQueue": 61000}`
	fields := []string{"currentQueueSize", "currentAvailableSlots", "currentMaxWaitTimeInQueue"}
	require.Equal(t, []string{"2", "5", "61000"}, ofAccount(t, "queuestate", `{"skills": {"101": `+waiting+`}, "totals": `+waiting+`}`, fields...))
	require.Equal(t, []string{"0", "5", "gap"}, ofAccount(t, "queuestate", `{"totals": {"currentQueueSize": 0, "currentAvailableSlots": 5, "currentMaxWaitTimeInQueue": -1}}`, fields...))

	const unknown = `{"currentQueueSize": -1, "currentAvailableSlots": -1, "currentMaxWaitTimeInQueue": -1}`
	bySkill := respond(t, requestTo("queuestate", api.BySkill, fields...), `{"skills": {"101": `+waiting+`, "999": `+unknown+`}, "totals": `+waiting+`}`)
	require.Equal(t, map[string]string{"101": "2", "999": "gap"}, livepersontest.Values(bySkill, "currentQueueSize"))
	require.Equal(t, map[string]string{"": "2"}, livepersontest.Values(*bySkill.Total, "currentQueueSize"))

	ofSkills := requestTo("queuestate", "", fields...)
	ofSkills.Filter.Skills = []string{"101", "999"}
	require.Equal(t, map[string]string{"": "2"}, livepersontest.Values(respond(t, ofSkills, `{"skills": {"101": `+waiting+`, "999": `+unknown+`}, "totals": `+waiting+`}`), "currentQueueSize"))
	ofSkills.Filter.Skills = []string{"999"}
	require.Equal(t, map[string]string{"": "gap"}, livepersontest.Values(respond(t, ofSkills, `{"skills": {"999": `+unknown+`}, "totals": {"currentQueueSize": 0}}`), "currentQueueSize"), "nobody knows how many wait for what is no skill")
}

func TestChatsOfAgents(t *testing.T) {
	const (
		one   = `{"totalInteractiveChats": 1, "totalNonInteractiveChats": 2, "totalHandlingTime": 60}`
		three = `{"totalInteractiveChats": 3, "totalNonInteractiveChats": 0, "totalHandlingTime": 600}`
	)
	fields := []string{"totalInteractiveChats", "totalNonInteractiveChats", "handlingTime"}
	require.Equal(t, []string{"3", "0", "200000"}, ofAccount(t, "engactivity", `{"metricsTotals": `+three+`}`, fields...))
	require.Equal(t, []string{"0", "1", "gap"}, ofAccount(t, "engactivity", `{"metricsTotals": {"totalInteractiveChats": 0, "totalNonInteractiveChats": 1, "totalHandlingTime": 0}}`, fields...))

	agents := `{"agentsMetrics": {"metricsPerAgent": {"11": ` + one + `, "12": ` + three + `, "99": ` + three + `}, "metricsTotals": ` + three + `}}`
	require.Equal(t, map[string]string{"11": "60000", "12": "200000", "99": "200000"}, livepersontest.Values(respond(t, requestTo("engactivity", api.ByAgent, fields...), agents), "handlingTime"))
	groups := requestTo("engactivity", api.ByGroup, fields...)
	groups.Filter = api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}
	require.Equal(t, map[string]string{"1": "165000"}, livepersontest.Values(respond(t, groups, agents), "handlingTime"))
	ofGroup := requestTo("engactivity", "", fields...)
	ofGroup.Filter = groups.Filter
	require.Equal(t, map[string]string{"": "4"}, livepersontest.Values(respond(t, ofGroup, agents), "totalInteractiveChats"), "of the agents of the group alone")
	ofGroup.Filter.Skills = []string{"101"}
	require.Equal(t, map[string]string{"": "1"}, livepersontest.Values(respond(t, ofGroup, `{"skillsMetricsPerAgent": {"metricsPerSkill": {"101": {"metricsPerAgent": {"11": `+one+`, "13": `+three+`}, "metricsTotals": `+three+`}}, "metricsTotals": `+three+`}}`), "totalInteractiveChats"), "of their work on the skill")
	skills := `{"skillsMetricsPerAgent": {"metricsPerSkill": {"101": {"metricsPerAgent": {"11": ` + one + `, "13": ` + three + `}, "metricsTotals": ` + three + `}}, "metricsTotals": ` + three + `}}`
	require.Equal(t, map[string]string{"101": "3"}, livepersontest.Values(respond(t, requestTo("engactivity", api.BySkill, fields...), skills), "totalInteractiveChats"))
}

// state is what an agent was in for some seconds: chatting, and with all slots taken.
func state(id, total, chatting, full string) string {
	return `{"id": ` + id + `, "name": "x", "value": {"total": ` + total + `, "chatting": ` + chatting + `, "notChatting": 0, "chattingInMaxConcurrency": ` + full + `}}`
}

var (
	busy = `[` + state("2", "3000", "2400", "300") + `, {"id": 4, "name": "Away", "reasons": [{"id": "77", "value": {"total": 600}}], "value": {"total": 600}}, ` + state("-1", "3600", "2400", "300") + `]`
	idle = `[` + state(`"2"`, `"1000"`, "0", "0") + `, ` + state("3", "100", "0", "0") + `, ` + state("-1", "1100", "0", "0") + `]`
	gone = `[` + state("2", "0", "0", "0") + `, ` + state("-1", "0", "0", "0") + `]`
)

var teamFields = []string{"occupancy", "timeOnline", "timeBackIn5", "timeAway", "timeLoggedIn", "timeChatting", "timeFull", "agentsLoggedIn"}

func TestTimesOfAgents(t *testing.T) {
	response := `{"agentsMetrics": {"metricsPerAgent": {"11": ` + busy + `, "12": ` + idle + `, "13": ` + gone + `}, "metricsTotals": []}}`
	require.Equal(t, []string{"0.6", "4000000", "100000", "600000", "4700000", "2400000", "300000", "2"}, ofAccount(t, "agentactivity", response, teamFields...))

	agents := respond(t, requestTo("agentactivity", api.ByAgent, teamFields...), response)
	require.Equal(t, map[string]string{"11": "0.8", "12": "0", "13": "gap"}, livepersontest.Values(agents, "occupancy"))
	require.Equal(t, map[string]string{"11": "600000", "12": "left out", "13": "left out"}, livepersontest.Values(agents, "timeAway"))
	groups := requestTo("agentactivity", api.ByGroup, teamFields...)
	require.Equal(t, map[string]string{"1": "1", "2": "1", "3": "0"}, livepersontest.Values(respond(t, groups, response), "agentsLoggedIn"))
	groups.Filter = api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}
	require.Equal(t, map[string]string{"1": "0.6"}, livepersontest.Values(respond(t, groups, response), "occupancy"))

	require.Equal(t, []string{"left out", "left out"}, ofAccount(t, "agentactivity", `{"agentsMetrics": {"metricsPerAgent": {}, "metricsTotals": []}}`, teamFields[1:3]...), "nobody has times")
	require.Equal(t, []string{"gap", "gap"}, ofAccount(t, "agentactivity", `{}`, "timeOnline", "agentsLoggedIn"), "nothing is known")
	unclear := respond(t, requestTo("agentactivity", api.ByAgent, "timeOnline"), `{"agentsMetrics": {"metricsPerAgent": {"11": [{"id": 2, "value": {"total": 1}}, {"id": 2, "value": {"total": 2}}], "12": [7], "13": [`+state("2", `"x"`, "0", "0")+`]}}}`)
	require.Equal(t, map[string]string{"13": "unclear"}, livepersontest.Values(unclear, "timeOnline"))
	require.Equal(t, 2, unclear.Unclear)
}

func TestServiceLevel(t *testing.T) {
	for name, test := range map[string]struct{ response, expected string }{
		"a sample":      {`{"slaDataRange": {"0": {"accumulated": 0.8, "percentageFromTotal": 0.8, "chats": 8}, "30": {"accumulated": 1, "percentageFromTotal": 0.2, "chats": "2"}}}`, "0.8"},
		"all in time":   {`{"slaDataRange": {"0": {"accumulated": 1, "chats": 3}}}`, "1"},
		"rounded":       {`{"slaDataRange": {"0": {"accumulated": 0.67, "chats": 2}, "30": {"accumulated": 1, "chats": 1}}}`, "0.6666666666666666"},
		"no chats":      {`{"slaDataRange": {"0": {"accumulated": 0, "chats": 0}, "30": {"accumulated": 0, "chats": 0}}}`, "gap"},
		"none":          {`{"slaDataRange": {"0": {"accumulated": -1, "chats": -1}, "30": {"accumulated": -1, "chats": -1}}}`, "gap"},
		"no ranges":     {`{"slaDataRange": {}}`, "gap"},
		"null":          {`{"slaDataRange": null}`, "gap"},
		"only parts":    {`{"slaDataRange": {"0": {"accumulated": 0.8}, "30": {"accumulated": 1}}}`, "0.8"},
		"wrapped":       {`{"meta": {"responseCode": 200}, "body": {"slaDataRange": {"0": {"chats": 1}, "30": {"chats": 3}}}}`, "0.25"},
		"no list":       {`{"slaDataRange": [ ]}`, "gap"},
		"as fractions":  {`{"slaDataRange": {"30.0": {"chats": 2}, "0.0": {"chats": "6"}}}`, "0.75"},
		"percentages":   {`{"slaDataRange": {"0": {"accumulated": 80}, "30": {"accumulated": 100}}}`, "0.8"},
		"a percent":     {`{"slaDataRange": {"0": {"accumulated": "0.5"}, "30": {"accumulated": "100"}}}`, "0.005"},
		"texts":         {`{"slaDataRange": {"0": {"accumulated": "0.5"}, "30": {"accumulated": "1"}}}`, "0.5"},
		"with a sign":   {`{"slaDataRange": {"0": {"accumulated": "80 %"}, "30": {"accumulated": "100 %"}}}`, "unclear"},
		"more than two": {`{"slaDataRange": {"0": {"chats": 1}, "15": {"chats": 2}, "30": {"chats": 3}, "45": {"chats": 0}}}`, "0.5"},
	} {
		r := requestTo("sla", "", "serviceLevel")
		r.AnswerWithin = 30 * time.Second
		require.Equal(t, map[string]string{"": test.expected}, livepersontest.Values(respond(t, r, test.response), "serviceLevel"), name)
	}
	source, _ := handled(t, livepersontest.Respond(200, `{"slaDataRange": {"0": {"chats": 1}, "15": {"chats": 2}, "45": {"chats": 0}}}`))
	r := requestTo("sla", "", "serviceLevel")
	r.AnswerWithin = 30 * time.Second
	_, err := source.Do(t.Context(), r)
	require.ErrorContains(t, err, "returned a service level for other times than 30 s")
}

func TestParametersOfARequest(t *testing.T) {
	for name, test := range map[string]struct {
		method, groupBy string
		filter          api.Filter
		expected        string
	}{
		"the queue of now":      {"queuestate", "", api.Filter{}, "v=2"},
		"all skills":            {"queuestate", api.BySkill, api.Filter{}, "skillIds=all&v=2"},
		"some skills":           {"queuehealth", "", api.Filter{Skills: []string{"101", "102"}}, "skillIds=101,102&v=1"},
		"the account":           {"engactivity", "", api.Filter{}, "v=1"},
		"groups as agents":      {"engactivity", "", api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}, "agentIds=11,12&v=1"},
		"agents of all":         {"agentactivity", "", api.Filter{}, "agentIds=all&v=1"},
		"agents with a skill":   {"agentactivity", "", api.Filter{Skills: []string{"102"}}, "agentIds=12,13&v=1"},
		"of a group":            {"agentactivity", api.ByAgent, api.Filter{Groups: []string{"1"}}, "agentIds=11&v=1"},
		"the service level":     {"sla", "", api.Filter{}, "histogram=0,60&v=1"},
		"service level of some": {"sla", "", api.Filter{Skills: []string{"101"}, Groups: []string{"1"}, IncludeSubGroups: true}, "groupIds=1,2&histogram=0,60&skillIds=101&v=1"},
	} {
		t.Run(name, func(t *testing.T) {
			source, fake := handled(t, livepersontest.Respond(200, `{}`))
			r := requestTo(test.method, test.groupBy, "x")
			r.Filter, r.AnswerWithin = test.filter, time.Minute
			_, err := source.Do(t.Context(), r)
			require.NoError(t, err)
			query := fake.Log()[0].Request.URL.Query()
			require.Equal(t, test.method != "queuestate", query.Has("timeframe"))
			query.Del("timeframe")
			sent, err := url.QueryUnescape(query.Encode())
			require.NoError(t, err)
			require.Equal(t, test.expected, sent)
		})
	}
}

// A list that is too long for an address goes into a body where LivePerson takes one. Of chats
// of agents, all are requested, and those that are named add up.
func TestLongLists(t *testing.T) {
	var ids []string
	for i := range 1000 {
		ids = append(ids, strconv.Itoa(10_000+i))
	}
	source, fake := handled(t, livepersontest.Respond(200, `{"agentsMetrics": {"metricsPerAgent": {"10001": `+busy+`, "7": `+busy+`}, "metricsTotals": []}}`))
	r := requestTo("agentactivity", "", "timeOnline")
	r.Filter.Agents = ids
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "3000000"}, livepersontest.Values(table, "timeOnline"))
	require.Equal(t, http.MethodPost, fake.Log()[0].Request.Method)
	require.Contains(t, fake.Log()[0].Body, `"agentIds":"10000,10001,`)

	source, fake = handled(t, livepersontest.Respond(200, `{"agentsMetrics": {"metricsPerAgent": {"10001": {"totalInteractiveChats": 2}, "10002": {"totalInteractiveChats": 3}, "7": {"totalInteractiveChats": 50}}, "metricsTotals": {"totalInteractiveChats": 55}}}`))
	r = requestTo("engactivity", "", "totalInteractiveChats")
	r.Filter.Agents = ids
	table, err = source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "5"}, livepersontest.Values(table, "totalInteractiveChats"))
	require.Equal(t, "all", fake.Log()[0].Request.URL.Query().Get("agentIds"))
}

// LivePerson calls a bucket after its end, has one more than the timeframe, and none of them in
// order.
func TestBucketsAddUpToPoints(t *testing.T) {
	from := time.Now().Truncate(reporting.Bucket).Add(-time.Hour)
	bucketAt := func(after time.Duration, metrics string) string {
		return `{"timestamp": ` + strconv.FormatInt(from.Add(after+reporting.Bucket).UnixMilli(), 10) + `, "metricsData": ` + metrics + `}`
	}
	point := func(after time.Duration) string { return api.PointID(from.Add(after), "") }
	overTime := func(method string, buckets []string, fields ...string) api.Table {
		r := requestTo(method+".interval", "", fields...)
		r.Window, r.Step = api.Window{From: from, To: time.Now()}, 30*time.Minute
		return respond(t, r, `{"metricsByIntervals": [`+strings.Join(buckets, ",")+`], "metricsTotals": {}}`)
	}
	queue := overTime("queuehealth", []string{
		bucketAt(10*time.Minute, `{"metricsTotals": {"enteredQEng": 0, "abandonedEng": 1, "maxQueueSize": -1}}`), // who entered before
		bucketAt(25*time.Minute, `{"metricsTotals": {"enteredQEng": 4, "abandonedEng": 1, "maxQueueSize": 3}}`),
		bucketAt(0, `{"metricsTotals": {"enteredQEng": 6, "abandonedEng": 1, "maxQueueSize": 7}}`),
		bucketAt(0, `{"metricsTotals": {"enteredQEng": 6, "abandonedEng": 1, "maxQueueSize": 7}}`), // again
		bucketAt(5*time.Minute, `{"metricsTotals": {"enteredQEng": 0, "abandonedEng": 0, "maxQueueSize": -1}}`),
		bucketAt(-reporting.Bucket, `{"metricsTotals": {"enteredQEng": 99}}`),
		bucketAt(30*time.Minute, `{"metricsTotals": {"enteredQEng": 0, "abandonedEng": 0, "maxQueueSize": -1}}`),
	}, "enteredQEng", "abandonedOfEntered", "maxQueueSize")
	require.Equal(t, map[string]string{point(0): "10", point(30 * time.Minute): "0"}, livepersontest.Values(queue, "enteredQEng"))
	require.Equal(t, map[string]string{point(0): "0.3", point(30 * time.Minute): "gap"}, livepersontest.Values(queue, "abandonedOfEntered"))
	require.Equal(t, map[string]string{point(0): "7", point(30 * time.Minute): "gap"}, livepersontest.Values(queue, "maxQueueSize"))

	agents := overTime("agentactivity", []string{
		bucketAt(0, `{"agentsMetrics": {"metricsPerAgent": {"11": `+busy+`}, "metricsTotals": []}}`),
		bucketAt(5*time.Minute, `{"agentsMetrics": {"metricsPerAgent": {"11": `+busy+`, "12": `+idle+`}}}`),
	}, "agentsLoggedIn", "occupancy")
	require.Equal(t, map[string]string{point(0): "2"}, livepersontest.Values(agents, "agentsLoggedIn"), "each agent once")
	require.Equal(t, map[string]string{point(0): "0.6857142857142857"}, livepersontest.Values(agents, "occupancy"))
}

// An account without chat, and a sign-in without access to it, are told in one sentence.
func TestWithoutChat(t *testing.T) {
	for name, test := range map[string]struct {
		response http.HandlerFunc
		status   string
	}{
		"404":     {livepersontest.Respond(404, `{"message": "no"}`), "404"},
		"403":     {livepersontest.Respond(403, ``), "403"},
		"nothing": {livepersontest.Respond(200, ``), "it returned nothing"},
	} {
		source, _ := handled(t, test.response)
		_, err := source.Do(t.Context(), requestTo("queuestate", "", "currentQueueSize"))
		require.ErrorContains(t, err, "This account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API ("+test.status+"). If it has chat, ask your LivePerson administrator to grant access.", name)
		require.True(t, service.Denies(err), name)
	}
	source, _ := handled(t, livepersontest.Respond(200, `{"meta": {"responseCode": 500}}`))
	_, err := source.Do(t.Context(), requestTo("queuestate", "", "currentQueueSize"))
	require.ErrorContains(t, err, "returned the response code 500")
	require.False(t, service.Denies(err))

	source, _ = handled(t, livepersontest.Respond(http.StatusNoContent, ``))
	table, err := source.Do(t.Context(), requestTo("queuestate", "", "currentQueueSize"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "gap"}, livepersontest.Values(table, "currentQueueSize"))
}

// What a response says nothing of is not known. It is not 0.
func TestWithoutTheAgentsOrSkillsThatAreRequested(t *testing.T) {
	const totals = `"metricsTotals": {"totalInteractiveChats": 5}`
	ofAgent := requestTo("engactivity", "", "totalInteractiveChats")
	ofAgent.Filter.Agents = []string{"11"}
	for response, expected := range map[string]string{
		`{` + totals + `}`:                                                        "gap",
		`{"agentsMetrics": null, ` + totals + `}`:                                 "gap",
		`{"agentsMetrics": {` + totals + `}}`:                                     "gap",
		`{"agentsMetrics": {"metricsPerAgent": null, ` + totals + `}}`:            "gap",
		`{"agentsMetrics": {"metricsPerAgent": {}, ` + totals + `}}`:              "left out",
		`{"agentsMetrics": []}`:                                                   "left out",
		`{"agentsMetrics": {"11": {"totalInteractiveChats": 2}, ` + totals + `}}`: "2",
	} {
		require.Equal(t, map[string]string{"": expected}, livepersontest.Values(respond(t, ofAgent, response), "totalInteractiveChats"), response)
	}
	for _, groupBy := range []string{api.ByAgent, api.ByGroup} {
		r := requestTo("engactivity", groupBy, "totalInteractiveChats")
		require.True(t, respond(t, r, `{`+totals+`}`).RowsUnknown, groupBy)
		require.False(t, respond(t, r, `{"agentsMetrics": {"metricsPerAgent": {}}}`).RowsUnknown, groupBy)
	}
	bySkill := requestTo("queuehealth", api.BySkill, "enteredQEng")
	require.True(t, respond(t, bySkill, `{"metricsTotals": {"enteredQEng": 3}}`).RowsUnknown)
	require.False(t, respond(t, bySkill, `{"skillsMetrics": {}, "metricsTotals": {"enteredQEng": 0}}`).RowsUnknown)
	require.Equal(t, []string{"gap"}, ofAccount(t, "agentactivity", `{"metricsTotals": []}`, "agentsLoggedIn"))
}
