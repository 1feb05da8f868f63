package liveperson

import (
	"context"
	"encoding/json"
	"math"

	"golang.org/x/sync/errgroup"
)

// Table is the answer to a metrics request: one row for the account, or one
// for each skill or group, however many pages it took.
type Table struct {
	IDs   []string // empty text for the account
	Names []string
	// Fields holds a column for each metric by its name in the answer, NaN
	// where LivePerson left it out.
	Fields map[string][]float64
	// Calls is how many requests it took.
	Calls int
}

// metricsAnswer is one page as LivePerson writes it.
type metricsAnswer struct {
	Metadata *struct {
		Count int `json:"count"`
	} `json:"metadata"`
	GroupBy *struct {
		Groups []metricsGroup `json:"groups"`
	} `json:"groupBy"`
	All map[string]*float64 `json:"all"`
}

type metricsGroup struct {
	Key         text                `json:"key"`
	Description string              `json:"keyDescription"`
	Metrics     map[string]*float64 `json:"metrics"`
}

// text is an id as LivePerson writes them: sometimes text, sometimes a number.
type text string

// UnmarshalJSON accepts both.
func (t *text) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(t))
	}
	var number json.Number
	err := json.Unmarshal(raw, &number)
	*t = text(number)
	return err
}

// pagesAtOnce bounds how many pages are asked for at the same time.
const pagesAtOnce = 4

// Metrics asks for metrics, all pages of them.
func (c *Client) Metrics(ctx context.Context, r MetricsRequest) (Table, error) {
	first, err := c.page(ctx, r, 0)
	if err != nil {
		return Table{}, err
	}
	t := newTable(r)
	if r.GroupBy == Ungrouped {
		t.add("", "", first.All)
		t.Calls = 1
		return t, nil
	}
	pages, err := c.rest(ctx, r, first)
	if err != nil {
		return Table{}, err
	}
	t.Calls = len(pages)
	seen := map[text]bool{}
	for _, p := range pages {
		if p.GroupBy == nil {
			continue // LivePerson leaves the section out where there is no group
		}
		for _, g := range p.GroupBy.Groups {
			if !seen[g.Key] {
				seen[g.Key] = true
				t.add(string(g.Key), nameOf(g), g.Metrics)
			}
		}
	}
	return t, nil
}

// rest returns the first page and all that follow it.
func (c *Client) rest(ctx context.Context, r MetricsRequest, first metricsAnswer) ([]metricsAnswer, error) {
	pages := []metricsAnswer{first}
	if first.Metadata == nil || first.GroupBy == nil || len(first.GroupBy.Groups) == 0 {
		return pages, nil
	}
	step := len(first.GroupBy.Groups) // a full page, whatever LivePerson takes that to be
	for offset := step; offset < first.Metadata.Count; offset += step {
		pages = append(pages, metricsAnswer{})
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for i := range pages[1:] {
		group.Go(func() (err error) {
			pages[i+1], err = c.page(ctx, r, (i+1)*step)
			return err
		})
	}
	return pages, group.Wait()
}

func newTable(r MetricsRequest) Table {
	t := Table{Fields: map[string][]float64{}}
	for _, list := range [][]Metric{r.ByTime, r.Current} {
		for _, metric := range list {
			t.Fields[metric.Field] = nil
		}
	}
	return t
}

// add appends a row. Metrics that nobody asked for are passed over.
func (t *Table) add(id, name string, values map[string]*float64) {
	t.IDs = append(t.IDs, id)
	t.Names = append(t.Names, name)
	for field, column := range t.Fields {
		value := math.NaN()
		if given := values[field]; given != nil {
			value = *given
		}
		t.Fields[field] = append(column, value)
	}
}

// nameOf falls back on the id: "NA" is what LivePerson says for a skill or
// group whose name it does not know.
func nameOf(g metricsGroup) string {
	if g.Description == "" || g.Description == "NA" {
		return string(g.Key)
	}
	return g.Description
}
