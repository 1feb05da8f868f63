package kmm

import (
	"context"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// lists are those of an account.
type lists struct {
	api.Lists
	groups  []api.Entity
	users   []api.User
	reasons map[string]string
}

func (l lists) Groups(context.Context) ([]api.Entity, error)       { return l.groups, nil }
func (l lists) Users(context.Context) ([]api.User, error)          { return l.users, nil }
func (l lists) Reasons(context.Context) (map[string]string, error) { return l.reasons, nil }

// handled is a source whose requests the handler gets.
func handled(t *testing.T, handler http.HandlerFunc, l api.Lists) (api.Source, *livepersontest.Fake) {
	t.Helper()
	client, fake := livepersontest.Handled(t, handler)
	return New(client, l, service), fake
}

var openBySkill = api.Request{
	GroupBy: api.BySkill, Window: api.Window{From: time.UnixMilli(0), To: time.UnixMilli(60_000)},
	Columns: []api.Column{{Metric: "open_conversations", Field: "openConversations", Current: true}},
}

func bySkill() api.Request {
	r := openBySkill
	r.Method = method("kmm.metrics")
	return r
}

func TestAllPagesAreFollowed(t *testing.T) {
	for _, n := range []int{0, 1, 49, 50, 51, 100, 1000} {
		source, fake := handled(t, livepersontest.Groups(n), nil)
		table, err := source.Do(t.Context(), bySkill())
		require.NoError(t, err)
		require.Len(t, table.IDs, n)
		require.Equal(t, max(1, (n+49)/50), table.Calls)
		require.Equal(t, table.Calls, fake.Calls("metrics"))
		for i, id := range table.IDs {
			require.Equal(t, strconv.Itoa(i), id)
			require.Equal(t, float64(i), table.Fields["openConversations"][i])
		}
	}
}

func TestResponsesAreReadTolerantly(t *testing.T) {
	group := `{"key": 7, "keyDescription": "NA", "metrics": {"openConversations": 3.0, "extra": {"what": "ever"}}}`
	source, _ := handled(t, livepersontest.Respond(200, `{"metadata": {"count": "1"}, "groupBy": {"groups": [`+group+`]}, "all": {"openConversations": 5}, "more": 1}`), nil)
	table, err := source.Do(t.Context(), bySkill())
	require.NoError(t, err)
	require.Equal(t, []string{"7"}, table.IDs)
	require.Equal(t, []string{"7"}, table.Names, "NA is no name")
	require.Equal(t, []float64{3}, table.Fields["openConversations"])
	require.Equal(t, []string{""}, table.Total.IDs)
	require.Equal(t, []float64{5}, table.Total.Fields["openConversations"])
}

func TestRowsThatLivePersonCountsButDoesNotGiveAreMissing(t *testing.T) {
	source, _ := handled(t, livepersontest.Respond(200, `{"metadata": {"count": 5}}`), nil)
	table, err := source.Do(t.Context(), bySkill())
	require.NoError(t, err)
	require.Equal(t, 5, table.Missing)
	require.Equal(t, 2, table.Calls, "requested once more")
	require.Nil(t, table.Total)
}

func TestAccountWithoutItsSectionIsNotAllZeros(t *testing.T) {
	source, _ := handled(t, livepersontest.Respond(200, `{"metadata": {"count": 0}}`), nil)
	account := bySkill()
	account.GroupBy = ""
	_, err := source.Do(t.Context(), account)
	require.ErrorContains(t, err, `no section "all"`)
}
