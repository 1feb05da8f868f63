package kmm

import (
	"context"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// account requests metrics of the whole account.
func (s *source) account(ctx context.Context, r api.Request) (api.Table, error) {
	columns := newColumns(r.Columns)
	response, err := read(ctx, s, r, pageQuery(0, pageSize), func() *metricsDecoder { return newMetricsDecoder(columns, 0) }, (*metricsDecoder).account)
	if err != nil {
		return api.Table{}, err
	}
	t := response.total.table(columns.fields)
	t.Calls = 1
	return t, nil
}

// groups requests metrics by skill or agent group.
func (s *source) groups(ctx context.Context, r api.Request) (api.Table, error) {
	columns := newColumns(r.Columns)
	var total rows // comes along with the first page
	groups, err := transport.Collect(ctx, maxGroups, func(ctx context.Context, offset int) (transport.Page[rows], error) {
		page, err := read(ctx, s, r, pageQuery(offset, pageSize), func() *metricsDecoder { return newMetricsDecoder(columns, pageSize) }, (*metricsDecoder).groups)
		if err != nil {
			return transport.Page[rows]{}, err
		}
		if offset == 0 {
			total = page.total
		}
		return page.metadata.page(page.rows, pageSize), nil
	})
	if err != nil {
		return api.Table{}, err
	}
	t := groups.Rows.table(columns.fields)
	t.Calls, t.Missing, t.Unclear, t.Notices = groups.Calls, groups.Missing, groups.Unclear, mayMiss(groups)
	if len(total.ids) > 0 {
		account := total.table(columns.fields)
		t.Total = &account
	}
	return t, nil
}
