package interactions

import (
	"context"
	"maps"
	"sync"
	"time"

	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// sentReach is how long ago a conversation may have been closed in which an agent sent
	// the last message, and how long the time of a message is kept.
	sentReach = 24 * time.Hour
	// maxClosedLook is how many closed conversations are read at once: more would be the
	// messages of a day.
	maxClosedLook = 2000
)

// sentLog is when each agent sent the last message. Open conversations say so as far as
// they are listed, and those that were closed since the log was brought up to date last. It
// is safe for concurrent use.
type sentLog struct {
	searcher searcher
	loads    loads[struct{}]

	mu sync.Mutex
	at map[string]int64 // epoch milliseconds, by the ids of agents
	// closedAt is when LivePerson was asked for closed conversations, cutUntil until when not
	// all of those are known that were closed within sentReach.
	closedAt, cutUntil time.Time
}

// sentTimes are when agents sent the last message, in epoch milliseconds, by their ids.
type sentTimes struct {
	at    map[string]int64
	isCut bool
}

// get returns the log with what a list of open conversations adds, and how many calls that
// took. Closed conversations are loaded by one load for all callers.
func (o *sentLog) get(ctx context.Context, open *look) (times sentTimes, calls int, err error) {
	if o.isDue() {
		if _, calls, err = o.loads.do(ctx, "closed", o.load); err != nil {
			return sentTimes{}, calls, err
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.add(open.all)
	return sentTimes{maps.Clone(o.at), o.loads.Now().Before(o.cutUntil)}, calls, nil
}

func (o *sentLog) isDue() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.loads.Now().Sub(o.closedAt) >= lookInterval
}

// load reads the conversations that were closed since the last time, and the first time
// those of sentReach.
func (o *sentLog) load(ctx context.Context) (_ struct{}, calls int, err error) {
	if !o.isDue() { // loaded since the caller looked
		return struct{}{}, 0, nil
	}
	now := o.loads.Now()
	o.mu.Lock()
	from := api.Later(o.closedAt.Add(-maxClockSkew), now.Add(-sentReach))
	o.mu.Unlock()
	found, err := o.searcher.collect(ctx, closedSearch(from, now.Add(maxClockSkew)), byEnd, maxClosedLook, nil)
	if err != nil {
		return struct{}{}, found.Calls, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closedAt = now
	if found.lacks() {
		o.cutUntil = now.Add(sentReach)
	}
	o.add(found.Rows)
	oldest := now.Add(-sentReach).UnixMilli()
	maps.DeleteFunc(o.at, func(_ string, at int64) bool { return at < oldest })
	return struct{}{}, found.Calls, nil
}

// add adds when messages of conversations were sent, but no time that can't be one: it would
// be the latest for good.
func (o *sentLog) add(all conversations) {
	now := o.loads.Now()
	for _, c := range all {
		for _, s := range c.sent {
			if !api.IsAhead(float64(s.at), now) {
				o.at[s.agent] = max(o.at[s.agent], s.at)
			}
		}
	}
}

// notices say which messages the log lacks.
func (s sentTimes) notices() []api.Notice {
	if !s.isCut {
		return nil
	}
	return []api.Notice{{Field: lastSentField, Sentence: english.NewPrinter(language.English).Sprintf(
		"The times of last messages come from conversations that are open, were among the last %d to be closed, or were seen since. Agents without a message in these have none.", maxClosedLook)}}
}
