package gather

import (
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// mostTopics is how many topics are known at a time.
	mostTopics = 2000
)

// Upstream is what gather asks.
type Upstream interface {
	Ask(ctx context.Context, r liveperson.Request, lists liveperson.Lists) (liveperson.Table, error)
	liveperson.Lists
}

// Options are how a gatherer works.
type Options struct {
	// Timeout is how long a question may take, all its pages included.
	Timeout time.Duration
	// Fresh is how long values of this moment count as such: until the next of the
	// times that are so far apart.
	Fresh time.Duration
	// Stale and StaleForAlerts are how old an answer may be that stands in for
	// one that LivePerson fails to give.
	Stale, StaleForAlerts time.Duration
	// Entries and Bytes bound what is remembered.
	Entries int
	Bytes   int64
	Now     func() time.Time
	Observe Observer
}

// Observer is told what happens, for metrics.
type Observer interface {
	// Answered is one question that got an answer of this age.
	Answered(source Source, age time.Duration)
	// Late is one question of a trend that is left to who asks next.
	Late()
	// Failed is one question that got no answer.
	Failed()
	// Kept is what is remembered now.
	Kept(entries int, bytes int64)
}

// Gatherer asks one account for all who ask it. It is safe for concurrent use.
type Gatherer struct {
	upstream Upstream
	options  Options
	life     context.Context
	stop     context.CancelFunc
	lists    *lists

	sieves sieves

	mu       sync.Mutex
	topics   *lru.LRU[string, *topic]
	memory   *memory
	failures failures
	refusals refusals
}

// New makes a gatherer. Dispose ends what it has under way.
func New(upstream Upstream, options Options) *Gatherer {
	life, stop := context.WithCancel(context.Background())
	g := &Gatherer{upstream: upstream, options: options, life: life, stop: stop, refusals: refusals{}}
	g.memory = newMemory(options.Entries, options.Bytes)
	g.topics = newLRU[*topic](mostTopics)
	g.failures = newFailures()
	g.lists = newLists(upstream, options, life)
	return g
}

func newLRU[T any](size int) *lru.LRU[string, T] {
	l, err := lru.NewLRU[string, T](size, nil)
	if err != nil {
		panic(err) // the size is a constant above zero
	}
	return l
}

// Dispose gives up whatever is under way.
func (g *Gatherer) Dispose() { g.stop() }

// Lists are the account's lists, shared and kept like answers.
func (g *Gatherer) Lists() liveperson.Lists { return g.lists }

// Asker is who asks.
type Asker struct {
	// Alert tells that it is an alert rule.
	Alert bool
	// Check tells that it is somebody who wants to know whether LivePerson
	// answers: nothing known serves.
	Check bool
}
