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
// trend should no longer wait for the rest of its points: never before onResult has been
// called for the first.
func withSoftDeadline(parent context.Context) (ctx context.Context, onResult func(), stop func()) {
	ctx, end := context.WithCancelCause(parent)
	began := time.Now()
	var mu sync.Mutex
	var timer *time.Timer
	onResult = func() {
		mu.Lock()
		defer mu.Unlock()
		since := time.Since(began)
		left := max(0, min(max(grace, min(softTimeout, maxWait-since)), maxWait+grace-since))
		switch {
		case timer == nil:
			timer = time.AfterFunc(left, func() { end(fetch.ErrPending) })
		case timer.Stop():
			timer.Reset(left)
		}
	}
	return ctx, onResult, func() { end(context.Canceled) }
}
