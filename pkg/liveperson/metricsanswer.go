package liveperson

import "context"

// ask implements Request.
func (r MetricsRequest) ask(ctx context.Context, c *Client) (Table, error) {
	columns := newColumns(r.ByTime, r.Now)
	if r.GroupBy == Ungrouped {
		return r.askAccount(ctx, c, columns)
	}
	groups, err := collect(ctx, mostGroups, func(ctx context.Context, offset int) (page, error) {
		answer, err := read(ctx, c, r, pageQuery(offset), func() *metricsAnswer { return newMetricsAnswer(columns, pageSize) }, (*metricsAnswer).groupsOf)
		if err != nil {
			return page{}, err
		}
		return answer.page, nil
	})
	if err != nil {
		return Table{}, err
	}
	t := groups.table(columns.fields)
	t.Calls, t.Missing = groups.calls, groups.missing
	if len(groups.all.ids) > 0 {
		account := groups.all.table(columns.fields)
		t.All = &account
	}
	return t, nil
}

func (r MetricsRequest) askAccount(ctx context.Context, c *Client, columns columns) (Table, error) {
	answer, err := read(ctx, c, r, pageQuery(0), func() *metricsAnswer { return newMetricsAnswer(columns, 0) }, (*metricsAnswer).accountOf)
	if err != nil {
		return Table{}, err
	}
	t := answer.all.table(columns.fields)
	t.Calls = 1
	return t, nil
}
