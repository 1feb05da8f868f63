package fetch

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// rejecting is a service that rejects some metrics, and counts how often it is tried.
type rejecting struct {
	metrics []string
	tries   int
}

var (
	errRejected = errors.New("rejected")
	errBroken   = errors.New("broken")
)

func (r *rejecting) try(metrics []string) error {
	r.tries++
	if slices.ContainsFunc(metrics, func(m string) bool { return slices.Contains(r.metrics, m) }) {
		return errRejected
	}
	return nil
}

func isRejected(err error) bool { return errors.Is(err, errRejected) }

func numbered(n int) []string {
	var list []string
	for i := range n {
		list = append(list, strconv.Itoa(i))
	}
	return list
}

func TestFindRejectedFindsExactlyTheRejectedMetrics(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		all := numbered(2 + random.IntN(40))
		r := &rejecting{}
		for _, m := range all[1:] { // the first one is accepted, so the search goes on
			if random.IntN(6) == 0 {
				r.metrics = append(r.metrics, m)
			}
		}
		if len(r.metrics) == 0 {
			continue
		}
		found := findRejected(all, errRejected, isRejected, r.try)
		for metric := range found {
			require.Contains(t, r.metrics, metric, "nothing is found that is accepted")
		}
		if len(r.metrics) == 1 {
			require.Len(t, found, 1)
			require.LessOrEqual(t, r.tries, 14, "by halves")
		}
	}
}

func TestFindRejectedStopsWhereNothingIsAccepted(t *testing.T) {
	all := numbered(40)
	r := &rejecting{metrics: all}
	require.Len(t, findRejected(all, errRejected, isRejected, r.try), 2)
	require.LessOrEqual(t, r.tries, 8)
}

func TestFindRejectedStopsAtAnotherFailure(t *testing.T) {
	tries := 0
	found := findRejected(numbered(40), errRejected, isRejected, func([]string) error { tries++; return errBroken })
	require.Empty(t, found)
	require.Equal(t, 1, tries)
}
