package liveperson

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// GroupBy says what a row of a metrics answer stands for.
type GroupBy string

// What the metrics method groups by (Key Messaging Metrics API, metrics
// method, "groupBy").
const (
	Ungrouped GroupBy = ""
	BySkill   GroupBy = "skillId"
	ByGroup   GroupBy = "agentGroupId"
)

// Metric is a metric by the name to ask for and the name in the answer.
type Metric struct {
	Name, Field string
}

// MetricsRequest is a question to the metrics method.
type MetricsRequest struct {
	From, To         time.Time // aligned to minutes, at most 24 hours apart
	GroupBy          GroupBy
	Skills, Groups   []string // ids, sorted; empty means all
	IncludeSubGroups bool
	ByTime, Current  []Metric
}

// Key is the same for two requests if and only if they ask the same.
func (r MetricsRequest) Key() string {
	return fmt.Sprintf("metrics %d %d %s %s %s %t %v %v", r.From.UnixMilli(), r.To.UnixMilli(), r.GroupBy,
		strings.Join(r.Skills, ","), strings.Join(r.Groups, ","), r.IncludeSubGroups, r.ByTime, r.Current)
}

// metricsBody is the request as LivePerson reads it.
type metricsBody struct {
	Filters  metricsFilters `json:"filters"`
	GroupBy  GroupBy        `json:"groupBy,omitempty"`
	Sections []string       `json:"responseSections"`
	ByTime   []string       `json:"metricsToRetrieveByTime,omitempty"`
	Current  []string       `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type metricsFilters struct {
	Time struct {
		From int64 `json:"from"` // epoch milliseconds
		To   int64 `json:"to"`
	} `json:"time"`
	Skills           []string `json:"skillIds,omitempty"`
	Groups           []string `json:"agentGroupIds,omitempty"`
	IncludeSubGroups bool     `json:"includeSubGroups,omitempty"`
}

// Body is what a request sends, to be encoded as JSON.
func (r MetricsRequest) Body() any {
	b := metricsBody{GroupBy: r.GroupBy, Sections: []string{"all"}, ByTime: names(r.ByTime), Current: names(r.Current)}
	if r.GroupBy != Ungrouped {
		b.Sections = []string{"groupBy"}
	}
	b.Filters.Time.From, b.Filters.Time.To = r.From.UnixMilli(), r.To.UnixMilli()
	b.Filters.Skills, b.Filters.Groups = r.Skills, r.Groups
	b.Filters.IncludeSubGroups = r.IncludeSubGroups
	return b
}

func names(metrics []Metric) []string {
	var list []string
	for _, metric := range metrics {
		list = append(list, metric.Name)
	}
	return list
}

// pageSize is the most groups that one answer holds.
const pageSize = 50

// MetricsPath is where an account's metrics are asked for.
func (c *Client) MetricsPath() string {
	return "/manager_workspace/api/account/" + c.config.AccountID + "/metrics"
}

// page asks for the groups from offset on.
func (c *Client) page(ctx context.Context, r MetricsRequest, offset int) (metricsAnswer, error) {
	var answer metricsAnswer
	query := url.Values{"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(pageSize)}}
	err := c.call(ctx, metrics, c.MetricsPath(), query, r.Body(), &answer)
	if err == nil && answer.Metadata == nil && answer.All == nil && answer.GroupBy == nil {
		err = garbled(metrics, "answered without any metrics. Check the address in the data source's settings")
	}
	return answer, err
}
