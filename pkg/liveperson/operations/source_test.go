package operations

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

var service = api.Service{Name: "Messaging Operations API", Domain: "leDataReporting", Path: "/operations/api/account/{account}"}

// handled is a source whose requests the handler gets.
func handled(t *testing.T, handler http.HandlerFunc) (api.Source, *livepersontest.Fake) {
	t.Helper()
	client, fake := livepersontest.Handled(t, handler)
	return New(client, livepersontest.Lists{}, service), fake
}

// requestTo is a request to a method for the last hour.
func requestTo(name, groupBy string, fields ...string) api.Request {
	hour := api.Window{From: time.Now().Truncate(reporting.Bucket).Add(-time.Hour), To: time.Now()}
	return livepersontest.Request(Methods(service), name, groupBy, hour, fields...)
}

const (
	total = "totalResolvedConversations"
	mean  = "avgTime_resolvedConversations"
	// one is a row with one conversation of a minute, two one with two of four minutes.
	one = `{"totalResolvedConversations": 1, "totalHandlingTime_resolvedConversations": 60000, "avgTime_resolvedConversations": 60000.0}`
	two = `{"totalResolvedConversations": 2, "totalHandlingTime_resolvedConversations": 480000, "avgTime_resolvedConversations": 240000.0}`
)

func TestContainersAreCalledInSeveralWays(t *testing.T) {
	tests := map[string]struct {
		groupBy, response string
		expected          map[string]string
	}{
		"the account":                {"", `{"metricsTotals": ` + two + `}`, map[string]string{"": "2"}},
		"in the singular":            {"", `{"metricsTotal": ` + two + `}`, map[string]string{"": "2"}},
		"beside skills":              {"", `{"skillsMetricsPerAgent": {"metricsPerSkill": {"3": ` + one + `}, "metricsTotals": ` + two + `}}`, map[string]string{"": "2"}},
		"in a summary":               {"", `{"timeframeSummary": {"metricsTotal": ` + two + `}}`, map[string]string{"": "2"}},
		"nothing of the account":     {"", `{}`, map[string]string{"": "gap"}},
		"an empty list":              {"", `[]`, map[string]string{"": "gap"}},
		"skills":                     {api.BySkill, `{"skillsMetricsPerAgent": {"metricsPerSkill": {"10": {"metricsTotals": ` + one + `}, "9": {"metricsPerAgent": {"1": ` + one + `}, "metricsTotals": ` + two + `}}}}`, map[string]string{"9": "2", "10": "1"}},
		"skills under another name":  {api.BySkill, `{"skillsMetrics": {"3": ` + one + `, "-1": ` + two + `}, "metricsTotal": ` + two + `}`, map[string]string{"3": "1", "-1": "2"}},
		"skills inside metricsData":  {api.BySkill, `{"metricsData": {"skillsMetrics": {"3": ` + one + `}}}`, map[string]string{"3": "1"}},
		"no skills":                  {api.BySkill, `{"skillsMetricsPerAgent": {"metricsPerSkill": {}, "metricsTotals": ` + one + `}}`, map[string]string{}},
		"a list instead of skills":   {api.BySkill, `{"skillsMetricsPerAgent": []}`, map[string]string{}},
		"a skill that is none":       {api.BySkill, `{"skillsMetrics": {"3": ` + one + `, "4": 7, "name": {}}}`, map[string]string{"3": "1"}},
		"empty totals":               {"", `{"metricsTotals": {}}`, map[string]string{"": "left out"}},
		"empty totals beside skills": {"", `{"skillsMetrics": {"3": ` + one + `}, "metricsTotals": {}}`, map[string]string{"": "gap"}},
		"a list beside skills":       {"", `{"skillsMetricsPerAgent": {"metricsPerSkill": {"3": ` + one + `}, "metricsTotals": []}}`, map[string]string{"": "gap"}},
		"empty totals beside agents": {"", `{"agentsMetrics": {"metricsPerAgent": {"7": ` + one + `}, "metricsTotals": {}}}`, map[string]string{"": "gap"}},
		"a skill with agents only":   {api.BySkill, `{"metricsPerSkill": {"3": {"metricsPerAgent": {"7": ` + one + `}, "metricsTotals": {}}}}`, map[string]string{"3": "gap"}},
		"no totals":                  {"", `{"metricsTotals": null}`, map[string]string{"": "gap"}},
		"a skill that is null":       {api.BySkill, `{"skillsMetrics": {"3": ` + one + `, "4": null}}`, map[string]string{"3": "1", "4": "gap"}},
		"a skill without metrics":    {api.BySkill, `{"skillsMetrics": {"3": {}}}`, map[string]string{"3": "left out"}},
		"agents":                     {api.ByAgent, `{"agentsMetrics": {"metricsPerAgent": {"7": ` + one + `}, "metricsTotals": ` + one + `}}`, map[string]string{"7": "1"}},
		"agents without a container": {api.ByAgent, `{"agentsMetrics": {"7": ` + one + `}}`, map[string]string{"7": "1"}},
		"groups are their agents":    {api.ByGroup, `{"agentsMetrics": {"metricsPerAgent": {"11": ` + one + `, "12": ` + two + `, "99": ` + one + `}}}`, map[string]string{"1": "1", "2": "2"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			source, _ := handled(t, livepersontest.Respond(200, test.response))
			table, err := source.Do(t.Context(), requestTo("operations.msgconversation", test.groupBy, total))
			require.NoError(t, err)
			require.Equal(t, test.expected, livepersontest.Values(table, total))
			require.Equal(t, table.IDs, table.Names)
		})
	}
}

func TestRowsThatAreNotUnderstoodAreCountedWhereverTheyAre(t *testing.T) {
	source, _ := handled(t, livepersontest.Respond(200, `{"skillsMetricsPerAgent": {"metricsPerSkill": {"3": {"metricsPerAgent": {"7": "many"}, "metricsTotals": `+one+`}, "4": []}}}`))
	table, err := source.Do(t.Context(), requestTo("operations.msgconversation", api.BySkill, total))
	require.NoError(t, err)
	require.Equal(t, 1, table.Unclear)
}

func TestNumbersThatAreNoneAreGaps(t *testing.T) {
	for raw, expected := range map[string]string{
		`3`: "3", `"3"`: "3", `3.0`: "3", `0`: "0", `-1`: "gap", `"-1"`: "gap", `null`: "gap", `"NaN"`: "gap", `""`: "gap",
		`-2`: "unclear", `"many"`: "unclear", `{}`: "unclear", `true`: "unclear",
	} {
		source, _ := handled(t, livepersontest.Respond(200, `{"metricsTotals": {"totalResolvedConversations": `+raw+`}}`))
		table, err := source.Do(t.Context(), requestTo("operations.msgconversation", "", total))
		require.NoError(t, err, raw)
		require.Equal(t, map[string]string{"": expected}, livepersontest.Values(table, total), raw)
	}
}

// LivePerson has 0 as the mean of no conversations.
func TestMeansAreThoseOfConversations(t *testing.T) {
	for name, test := range map[string]struct{ response, expected string }{
		"what LivePerson gives":  {`{"metricsTotals": ` + two + `}`, "240000"},
		"of no conversation":     {`{"metricsTotals": {"totalResolvedConversations": 0, "totalHandlingTime_resolvedConversations": 0, "avgTime_resolvedConversations": 0}}`, "gap"},
		"without the total":      {`{"metricsTotals": {"totalResolvedConversations": 2, "avgTime_resolvedConversations": 7}}`, "7"},
		"without anything":       {`{"metricsTotals": {"resolvedConversations_byCCP": 2}}`, "left out"},
		"with an unclear number": {`{"metricsTotals": {"totalResolvedConversations": "x", "totalHandlingTime_resolvedConversations": 1}}`, "unclear"},
	} {
		source, _ := handled(t, livepersontest.Respond(200, test.response))
		table, err := source.Do(t.Context(), requestTo("operations.msgconversation", "", mean))
		require.NoError(t, err, name)
		require.Equal(t, map[string]string{"": test.expected}, livepersontest.Values(table, mean), name)
	}
	source, _ := handled(t, livepersontest.Respond(200, `{"agentsMetrics": {"metricsPerAgent": {"11": `+one+`, "12": `+two+`}}}`))
	r := requestTo("operations.msgconversation", api.ByGroup, mean)
	r.Filter = api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"1": "180000"}, livepersontest.Values(table, mean), "weighted by conversations, with the group below")
}

func TestMeanScoreIsThatOfAnswers(t *testing.T) {
	source, _ := handled(t, livepersontest.Respond(200, `{"metricsTotals": {"csat_score1_answers": 2, "csat_score2_answers": 1, "csat_score3_answers": "3",
		"csat_score4_answers": 10, "csat_score5_answers": 24, "total_answers": 40, "positive_answers": 34, "csat_score": 0.85}}`))
	table, err := source.Do(t.Context(), requestTo("operations.msgcsatdistribution", "", "csat_mean", "total_answers"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "4.325"}, livepersontest.Values(table, "csat_mean"))
	require.Equal(t, map[string]string{"": "40"}, livepersontest.Values(table, "total_answers"))

	source, _ = handled(t, livepersontest.Respond(200, `{"metricsTotals": {"csat_score1_answers": 0, "csat_score2_answers": 0, "csat_score3_answers": 0, "csat_score4_answers": 0, "csat_score5_answers": 0}}`))
	table, err = source.Do(t.Context(), requestTo("operations.msgcsatdistribution", "", "csat_mean"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "gap"}, livepersontest.Values(table, "csat_mean"))
}

func TestAccountComesAlongWithSkills(t *testing.T) {
	source, _ := handled(t, livepersontest.Respond(200, `{"skillsMetricsPerAgent": {"metricsPerSkill": {"3": {"metricsTotals": `+one+`}}, "metricsTotals": `+two+`}}`))
	table, err := source.Do(t.Context(), requestTo("operations.msgconversation", api.BySkill, total))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "2"}, livepersontest.Values(*table.Total, total))
}

func TestParametersOfARequest(t *testing.T) {
	for name, test := range map[string]struct {
		method, groupBy string
		filter          api.Filter
		expected        string
	}{
		"the account":                  {"msgconversation", "", api.Filter{}, "v=1"},
		"a skill":                      {"msgconversation", "", api.Filter{Skills: []string{"101", "102"}}, "skillIds=101,102&v=1"},
		"all skills":                   {"msgconversation", api.BySkill, api.Filter{}, "skillIds=all&v=1"},
		"all agents":                   {"msgconversation", api.ByAgent, api.Filter{}, "agentIds=all&v=1"},
		"agents with a skill":          {"msgconversation", api.ByAgent, api.Filter{Skills: []string{"101"}}, "agentIds=11,12&v=1"},
		"groups":                       {"msgconversation", "", api.Filter{Groups: []string{"1"}}, "groupIds=1&v=1"},
		"groups with those below":      {"msgconversation", api.BySkill, api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}, "groupIds=1,2&skillIds=all&v=1"},
		"groups as their agents":       {"msgcsatdistribution", "", api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}, "agentIds=11,12&v=1"},
		"by group":                     {"msgcsatdistribution", api.ByGroup, api.Filter{}, "agentIds=all&v=1"},
		"by group, of some":            {"msgcsatdistribution", api.ByGroup, api.Filter{Groups: []string{"3"}}, "agentIds=13&v=1"},
		"by group, of work on a skill": {"msgconversation", api.ByGroup, api.Filter{Skills: []string{"101"}}, "agentIds=all&skillIds=101&v=1"},
	} {
		t.Run(name, func(t *testing.T) {
			source, fake := handled(t, livepersontest.Respond(200, `{}`))
			r := requestTo("operations."+test.method, test.groupBy, total)
			r.Filter = test.filter
			_, err := source.Do(t.Context(), r)
			require.NoError(t, err)
			query := fake.Log()[0].Request.URL.Query()
			require.NotEmpty(t, query.Get("timeframe"))
			query.Del("timeframe")
			sent, err := url.QueryUnescape(query.Encode())
			require.NoError(t, err)
			require.Equal(t, test.expected, sent)
		})
	}
}

func TestFilterThatLeavesNobodySendsNothing(t *testing.T) {
	source, fake := handled(t, livepersontest.Respond(200, `{}`))
	r := requestTo("operations.msgcsatdistribution", "", "total_answers")
	r.Filter.Groups = []string{"77"}
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "left out"}, livepersontest.Values(table, "total_answers"), "which of a count is 0")
	require.Empty(t, fake.Log())
}

func TestLongListsAreSentInABody(t *testing.T) {
	source, fake := handled(t, livepersontest.Respond(200, `{}`))
	r := requestTo("operations.msgconversation", api.ByAgent, total)
	for i := range 1000 {
		r.Filter.Agents = append(r.Filter.Agents, strconv.Itoa(i))
	}
	_, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	call := fake.Log()[0]
	require.Equal(t, http.MethodPost, call.Request.Method)
	require.Empty(t, call.Request.URL.RawQuery)
	require.Contains(t, call.Body, `"agentIds":"0,1,2,`)
	require.Contains(t, call.Body, `"timeframe":"`)
	require.Contains(t, call.Body, `"v":"1"`)
}

func TestWhatIsOffIsASentence(t *testing.T) {
	for name, test := range map[string]struct {
		response http.HandlerFunc
		denied   bool
		says     string
	}{
		"404":         {livepersontest.Respond(404, ``), true, "LivePerson's Messaging Operations API has no msgconversation for account 1 (404). Ask LivePerson whether the account has it."},
		"with detail": {livepersontest.Respond(404, `{"message": "not enabled"}`), true, "LivePerson says: not enabled"},
		"nothing":     {livepersontest.Respond(200, "\n "), true, "has no msgconversation for account 1 (it returned nothing)"},
		"403":         {livepersontest.Respond(403, ``), true, "The credentials have no permission to use LivePerson's Messaging Operations API for account 1 (403)."},
		"a web page":  {livepersontest.Respond(404, `<h1>No</h1>`), false, "a web page and status 404"},
		"400":         {livepersontest.Respond(400, `{"message": "no"}`), false, "rejected the request (400)"},
		"other JSON":  {livepersontest.Respond(200, `{"hello": 1}`), false, "returned no metrics"},
		"a text":      {livepersontest.Respond(200, `"hello"`), false, "returned no metrics"},
		"half":        {livepersontest.Respond(200, `{"metricsTotals": {`), false, "cut off its response"},
	} {
		t.Run(name, func(t *testing.T) {
			source, _ := handled(t, test.response)
			_, err := source.Do(t.Context(), requestTo("operations.msgconversation", "", total))
			require.ErrorContains(t, err, test.says)
			require.Equal(t, test.denied, service.Denies(err))
			require.False(t, strings.Contains(err.Error(), "<"))
		})
	}
}

// A response that has no content by its status is one of no values: no zeros, and no denial.
func TestNoContentIsNoValue(t *testing.T) {
	ofWorkOnSkills := requestTo("operations.msgagentsegments", "", "totalAgentConversationSegments")
	ofWorkOnSkills.Filter.Skills = []string{"101"}
	many := requestTo("operations.msgconversation", "", total, mean)
	many.Filter.Skills = manyIDs(0)
	for name, test := range map[string]struct {
		request api.Request
		rows    map[string]string
	}{
		"the account":           {requestTo("operations.msgconversation", "", total, mean), map[string]string{"": "gap"}},
		"work on skills":        {ofWorkOnSkills, map[string]string{"": "gap"}},
		"a queue":               {requestTo("operations.msgqueuehealth_current", "", "actionableConversations"), map[string]string{"": "gap"}},
		"a long list, as POST":  {many, map[string]string{"": "gap"}},
		"skills":                {requestTo("operations.msgconversation", api.BySkill, total), map[string]string{}},
		"a group of the filter": {requestTo("operations.msgconversation", api.ByGroup, total), map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			source, _ := handled(t, livepersontest.Respond(http.StatusNoContent, ""))
			table, err := source.Do(t.Context(), test.request)
			require.NoError(t, err)
			for _, c := range test.request.Columns {
				require.Equal(t, test.rows, livepersontest.Values(table, c.Field), c.Field)
			}
			require.True(t, table.RowsUnknown, "a row that is not there has no count of 0")
		})
	}
	source, _ := handled(t, livepersontest.Respond(200, `{"skillsMetrics": {}}`))
	table, err := source.Do(t.Context(), requestTo("operations.msgconversation", api.BySkill, total))
	require.NoError(t, err)
	require.False(t, table.RowsUnknown)
}

// What LivePerson returns of other skills and agents than a request names is none of its rows.
func TestOnlyWhatIsNamedIsARow(t *testing.T) {
	at := time.Now().Truncate(reporting.Bucket).Add(-time.Hour)
	rows := `"skillsMetrics": {"101": {"metricsPerAgent": {"11": ` + one + `, "99": ` + one + `}, "metricsTotals": ` + one + `}, "999": ` + two + `},
		"agentsMetrics": {"metricsPerAgent": {"11": ` + two + `, "99": ` + one + `}}`
	interval := `{"metricsByIntervals": [{"timestamp": ` + strconv.FormatInt(at.Add(reporting.Bucket).UnixMilli(), 10) + `, ` + rows + `}]}`
	for name, test := range map[string]struct {
		method, groupBy string
		filter          api.Filter
		expected        map[string]string
	}{
		"skills":              {"msgconversation", api.BySkill, api.Filter{Skills: []string{"101"}}, map[string]string{"101": "1"}},
		"agents":              {"msgconversation", api.ByAgent, api.Filter{Agents: []string{"11"}}, map[string]string{"11": "2"}},
		"skills of a trend":   {"msgconversation.interval", api.BySkill, api.Filter{Skills: []string{"101"}}, map[string]string{api.PointID(at, "101"): "1"}},
		"work on some skills": {"msgconversation", "", api.Filter{Skills: []string{"101"}, Agents: []string{"11"}}, map[string]string{"": "1"}},
		"all":                 {"msgconversation", api.BySkill, api.Filter{}, map[string]string{"101": "1", "999": "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			response := "{" + rows + "}"
			if strings.HasSuffix(test.method, "interval") {
				response = interval
			}
			source, _ := handled(t, livepersontest.Respond(200, response))
			r := requestTo("operations."+test.method, test.groupBy, total)
			r.Filter, r.Step = test.filter, time.Hour
			table, err := source.Do(t.Context(), r)
			require.NoError(t, err)
			require.Equal(t, test.expected, livepersontest.Values(table, total))
		})
	}
}

// LivePerson calls a bucket after its end, and has one more than the timeframe.
func TestBucketsAddUpToPoints(t *testing.T) {
	from := time.Now().Truncate(reporting.Bucket).Add(-time.Hour)
	bucketAt := func(after time.Duration, metrics string) string {
		return `{"timestamp": ` + strconv.FormatInt(from.Add(after+reporting.Bucket).UnixMilli(), 10) + `, ` + metrics + `}`
	}
	response := `{"metricsByIntervals": [` + strings.Join([]string{
		bucketAt(30*time.Minute, `"metricsData": {"skillsMetricsPerAgent": {"metricsPerSkill": {"3": {"metricsTotals": `+one+`}}}}`),
		bucketAt(25*time.Minute, `"skillsMetrics": {"3": `+one+`, "4": `+two+`}`),
		bucketAt(0, `"metricsData": {"skillsMetrics": {"3": `+two+`}}`),
		bucketAt(0, `"metricsData": {"skillsMetrics": {"3": `+two+`}}`), // again
		bucketAt(-reporting.Bucket, `"metricsData": {"skillsMetrics": {"3": `+two+`}}`),
		`{"metricsData": {"skillsMetrics": {"3": ` + two + `}}}`,
	}, ",") + `], "skillsMetrics": {"3": ` + two + `}}`
	source, fake := handled(t, livepersontest.Respond(200, response))
	r := requestTo("operations.msgconversation.interval", api.BySkill, total, mean)
	r.Window, r.Step = api.Window{From: from, To: time.Now()}, 30*time.Minute
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	first, second := from, from.Add(30*time.Minute)
	require.Equal(t, map[string]string{api.PointID(first, "3"): "3", api.PointID(first, "4"): "2", api.PointID(second, "3"): "1"}, livepersontest.Values(table, total))
	require.Equal(t, map[string]string{api.PointID(first, "3"): "180000", api.PointID(first, "4"): "240000", api.PointID(second, "3"): "60000"}, livepersontest.Values(table, mean))
	require.Equal(t, 1, table.Unclear, "an interval without a time")
	require.Equal(t, "GET msgconversation?interval=5&skillIds=all&timeframe="+fake.Log()[0].Request.URL.Query().Get("timeframe")+"&v=1", table.Sent)
	query := fake.Log()[0].Request.URL.Query()
	require.Contains(t, []string{"65", "70"}, query.Get("timeframe"))
	require.Equal(t, "5", query.Get("interval"))
}

func TestPointsWithoutIntervalsAreGaps(t *testing.T) {
	from := time.Now().Truncate(reporting.Bucket).Add(-time.Hour)
	for _, response := range []string{`{}`, `{"metricsByIntervals": [], "metricsTotals": ` + one + `}`, `{"metricsByIntervals": null}`, `{"metricsTotals": ` + one + `}`} {
		source, _ := handled(t, livepersontest.Respond(200, response))
		r := requestTo("operations.msgconversation.interval", "", total, mean)
		r.Window, r.Step = api.Window{From: from, To: from.Add(time.Hour)}, 30*time.Minute
		table, err := source.Do(t.Context(), r)
		require.NoError(t, err)
		gaps := map[string]string{api.PointID(from, ""): "gap", api.PointID(from.Add(30*time.Minute), ""): "gap"}
		require.Equal(t, gaps, livepersontest.Values(table, total), response)
		require.Equal(t, gaps, livepersontest.Values(table, mean), response)
		require.Equal(t, []api.Notice{reporting.NoIntervals}, table.Notices)
		require.True(t, table.Incomplete, "it is requested again soon")
		require.True(t, table.RowsUnknown)
	}
}

func TestVersionIsThatOfTheCredential(t *testing.T) {
	now := time.Date(2026, 3, 29, 12, 30, 30, 0, time.UTC)
	w := api.Window{From: now.Add(-time.Hour - 30*time.Second), To: now}
	for name, test := range map[string]struct {
		method   string
		bearer   bool
		expected string
	}{
		"the queue of now":         {"msgqueuehealth_current", false, "v=1"},
		"the queue of now, bearer": {"msgqueuehealth_current", true, "fromMillis=" + millis(now.Add(-72*time.Hour+10*time.Minute)) + "&toMillis=" + millis(now) + "&v=2"},
		"the queue over time":      {"msgqueuehealth", false, "timeframe=61&v=1"},
		"the queue, bearer":        {"msgqueuehealth", true, "fromMillis=" + millis(w.From) + "&toMillis=" + millis(now) + "&v=2"},
		"segments":                 {"msgskillsegments", false, "timeframe=61&v=1"},
		"buckets":                  {"msgconversation", false, "timeframe=58&v=1"},
	} {
		m := methods["operations."+test.method]
		sent := m.Window(w, now)
		if test.bearer {
			require.True(t, m.secondVersion, name)
			sent = boundsOf(m.Method, w, now)
		}
		require.Equal(t, test.expected, sent.Encode(), name)
	}
}

// LivePerson has 0 for the means of no segments, and -1 for waits of nobody.
func TestSegmentsAndQueuesWithoutData(t *testing.T) {
	field := "avgTimetoFirstAgentMessageFromAgentAssignment"
	source, _ := handled(t, livepersontest.Respond(200, `{"skillsMetrics": {"3": {"totalSkillConversationSegments": 0, "`+field+`": 0}, "4": {"totalSkillConversationSegments": 2, "`+field+`": 7},
		"5": {"totalSkillConversationSegments": 1, "`+field+`": -1}}, "metricsTotal": {}}`))
	table, err := source.Do(t.Context(), requestTo("operations.msgskillsegments", api.BySkill, field))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"3": "gap", "4": "7", "5": "gap"}, livepersontest.Values(table, field))

	source, _ = handled(t, livepersontest.Respond(200, `{"metricsTotal": {"maxWaitTimeForAgentAssignment": -1, "actionableConversations": 0}}`))
	table, err = source.Do(t.Context(), requestTo("operations.msgqueuehealth_current", "", "maxWaitTimeForAgentAssignment", "actionableConversations"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "gap"}, livepersontest.Values(table, "maxWaitTimeForAgentAssignment"))
	require.Equal(t, map[string]string{"": "0"}, livepersontest.Values(table, "actionableConversations"))
}

func TestSegmentsOfAgentsAddUpByGroup(t *testing.T) {
	agent := func(segments, duration, first string) string {
		return `{"totalAgentConversationSegments": ` + segments + `, "avgAgentSegmentDuration": ` + duration + `, "avgTimeToResponseFromAgentAssignment": ` + first + `}`
	}
	response := `{"metricsPerSkill": {"101": {"metricsPerAgent": {"11": ` + agent("1", "60000", "5") + `}}}, "agentsMetrics": {"metricsPerAgent": {
		"11": ` + agent("3", "60000", "5") + `, "12": ` + agent("1", "180000", "9") + `}}, "metricsTotal": ` + agent("4", "90000", "6") + `}`
	fields := []string{"totalAgentConversationSegments", "avgAgentSegmentDuration", "avgTimeToResponseFromAgentAssignment"}
	do := func(groupBy string, f api.Filter) api.Table {
		source, _ := handled(t, livepersontest.Respond(200, response))
		r := requestTo("operations.msgagentsegments", groupBy, fields...)
		r.Filter = f
		table, err := source.Do(t.Context(), r)
		require.NoError(t, err)
		return table
	}
	account := do("", api.Filter{})
	require.Equal(t, map[string]string{"": "90000"}, livepersontest.Values(account, fields[1]))
	ofSkill := do("", api.Filter{Skills: []string{"101"}})
	require.Equal(t, map[string]string{"": "1"}, livepersontest.Values(ofSkill, fields[0]), "the total is not of the skill")
	groups := do(api.ByGroup, api.Filter{Groups: []string{"1"}, IncludeSubGroups: true})
	require.Equal(t, map[string]string{"1": "90000"}, livepersontest.Values(groups, fields[1]), "weighted by segments")
	require.Equal(t, map[string]string{"1": "gap"}, livepersontest.Values(groups, fields[2]), "it is not known of how many responses")
	require.Len(t, groups.Notices, 1)
	require.Equal(t, fields[2], groups.Notices[0].Field)
}

// An agent without a mean says nothing of the group's: neither with a time nor with segments.
func TestMeansOfSeveralAgentsAreThoseOfWhoHasOne(t *testing.T) {
	for missing, expected := range map[string]string{
		``:                                "60000",
		`"avgAgentSegmentDuration": null`: "60000",
		`"avgAgentSegmentDuration": -1`:   "60000",
		`"avgAgentSegmentDuration": "x"`:  "unclear",
	} {
		other := strings.TrimSuffix(`{"totalAgentConversationSegments": 5, `+missing, ", ") + `}`
		response := `{"agentsMetrics": {"metricsPerAgent": {"11": {"totalAgentConversationSegments": 10, "avgAgentSegmentDuration": 60000}, "12": ` + other + `}}}`
		source, _ := handled(t, livepersontest.Respond(200, response))
		r := requestTo("operations.msgagentsegments", api.ByGroup, "avgAgentSegmentDuration")
		r.Filter = api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}
		table, err := source.Do(t.Context(), r)
		require.NoError(t, err)
		require.Equal(t, map[string]string{"1": expected}, livepersontest.Values(table, "avgAgentSegmentDuration"), missing)
	}
	source, _ := handled(t, livepersontest.Respond(200, `{"agentsMetrics": {"metricsPerAgent": {"11": `+one+`, "12": {"totalResolvedConversations": 5}}}}`))
	r := requestTo("operations.msgconversation", api.ByGroup, mean)
	r.Filter = api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"1": "60000"}, livepersontest.Values(table, mean), "the same where LivePerson has a total")
}
