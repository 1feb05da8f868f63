package budget_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// over is a LivePerson client within a budget.
func over(b *budget.Budget, next http.RoundTripper) *liveperson.Client {
	return liveperson.NewClient(liveperson.Config{
		AccountID: "1", Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
		Upstream: &url.URL{Scheme: "https", Host: "liveperson.test"},
	}, &http.Client{Transport: next}, b)
}

type answers func() (status int, retryAfter, body string)

func (a answers) RoundTrip(request *http.Request) (*http.Response, error) {
	status, retryAfter, body := a()
	return &http.Response{
		StatusCode: status, Header: http.Header{"Retry-After": {retryAfter}},
		Body: io.NopCloser(strings.NewReader(body)), Request: request,
	}, nil
}

func TestRetryAfterIsKeptInBothItsForms(t *testing.T) {
	forms := map[string]func() string{
		"seconds": func() string { return "5" },
		"a date":  func() string { return time.Now().Add(5 * time.Second).UTC().Format(http.TimeFormat) },
	}
	for name, form := range forms {
		for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
			t.Run(name, func(t *testing.T) {
				run(t, usual, func(t *testing.T, b *budget.Budget) {
					var asked []time.Time
					c := over(b, answers(func() (int, string, string) {
						if asked = append(asked, time.Now()); len(asked) == 1 {
							return status, form(), ""
						}
						return http.StatusOK, "", `{"metadata": {"count": 0}}`
					}))
					_, err := c.Ask(t.Context(), liveperson.MetricsRequest{GroupBy: liveperson.BySkill}, nil)
					require.NoError(t, err)
					require.Equal(t, 5*time.Second, asked[1].Sub(asked[0]))
				})
			})
		}
	}
}

// counting is an observer of repeats.
type counting struct {
	deaf
	repeated atomic.Int32
}

func (c *counting) Repeated(string) { c.repeated.Add(1) }

func TestARepeatCountsWhenItIsSent(t *testing.T) {
	run(t, usual, func(t *testing.T, _ *budget.Budget) {
		var count counting
		b := budget.New(usual, &count)
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		sent := 0
		require.ErrorContains(t, b.Do(ctx, service, func(ctx context.Context) error {
			if sent++; sent == 2 {
				time.AfterFunc(time.Second, leave) // before the repeat of the repeat
				return failing(429, 5*time.Second)(ctx)
			}
			return failing(503, 0)(ctx)
		}), "It fails.")
		require.Equal(t, 2, sent)
		require.EqualValues(t, 1, count.repeated.Load())
	})
}
