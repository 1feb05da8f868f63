package pipeline

import (
	"context"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
)

const (
	// softTimeout is how long a trend that has some points waits for the next one.
	softTimeout = 5 * time.Second
	// maxWait is how long a trend that has some points may take: Grafana gives up
	// after 30 seconds, and then shows nothing of it.
	maxWait = 20 * time.Second
	// grace is how much longer points may take that were requested together with one
	// that has come.
	grace = time.Second
)

// withSoftDeadline returns a context that ends with fetch.ErrPending as its cause when a
// trend should no longer wait for the rest of its points: never before came has been
// called for the first.
func withSoftDeadline(parent context.Context) (ctx context.Context, came func(), stop func()) {
	ctx, end := context.WithCancelCause(parent)
	began := time.Now()
	var mu sync.Mutex
	var timer *time.Timer
	came = func() {
		mu.Lock()
		defer mu.Unlock()
		left := max(grace, min(softTimeout, maxWait-time.Since(began)))
		switch {
		case timer == nil:
			timer = time.AfterFunc(left, func() { end(fetch.ErrPending) })
		case timer.Stop():
			timer.Reset(left)
		}
	}
	return ctx, came, func() { end(context.Canceled) }
}
