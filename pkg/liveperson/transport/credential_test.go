package transport_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// keys are credentials that are numbered, of which one is the current one.
type keys struct {
	current, loads int
	failure        error
	final          bool // whether another one is not worth loading
}

func (k *keys) Credential(context.Context) (transport.Credential, error) {
	k.loads++
	return key{k, k.current}, k.failure
}

type key struct {
	*keys
	number int
}

func (k key) Apply(next http.RoundTripper) http.RoundTripper { return next }
func (k key) IsCurrent() bool                                { return k.number == k.current }
func (k key) Accepted(string)                                {}
func (k key) Denied(string) bool                             { return false }

func (k key) Invalidate(string) bool {
	k.current++
	return !k.final
}

// pacer does something before each attempt, and counts those that are sent.
type pacer struct {
	before func()
	sent   int
}

func (p *pacer) Do(ctx context.Context, _ string, attempt func(context.Context) error) error {
	p.before()
	err := attempt(ctx)
	if !errors.Is(err, api.ErrNotSent) {
		p.sent++
	}
	return err
}

func TestSendFollowsCredentials(t *testing.T) {
	accept, reject := livepersontest.Respond(200, `{}`), livepersontest.Respond(401, ``)
	tests := map[string]struct {
		response    http.HandlerFunc
		expire      int // how many credentials expire before their attempt is sent
		final       bool
		loads, sent int
		fails       bool
	}{
		"a credential that stays":                    {accept, 0, false, 1, 1, false},
		"one that expires before it is sent":         {accept, 1, false, 2, 1, false},
		"all expire: the third is sent all the same": {accept, 9, false, 3, 1, false},
		"rejected ones: three are enough":            {reject, 0, false, 3, 3, true},
		"rejected, and no other is worth loading":    {reject, 0, true, 1, 1, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			k := &keys{final: test.final}
			p := &pacer{before: func() {
				if test.expire > 0 {
					test.expire--
					k.current++
				}
			}}
			c := paced(t, respond(test.response), p)
			_, err := get(c.WithAuth(k))
			require.Equal(t, test.fails, err != nil)
			require.Equal(t, test.loads, k.loads)
			require.Equal(t, test.sent, p.sent)
		})
	}
}

func TestFailureToSignInIsNoCallOfTheService(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	p := &pacer{before: func() {}}
	_, err := get(paced(t, fake, p).WithAuth(&keys{failure: errors.New("no")}))
	require.EqualError(t, err, "no")
	require.Zero(t, p.sent)
	require.Zero(t, fake.Calls())
}
