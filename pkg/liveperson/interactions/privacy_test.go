package interactions

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// The sample of conversations, whose messages and names are known, has none of them.
func TestNeitherTextsNorNamesAreKept(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		start := time.Now().Truncate(time.Hour)
		c.add(openFor(120)...)
		for i := range 120 {
			c.add(conversationOf{id: fmt.Sprintf("closed-%d", i), start: start, end: start.Add(time.Duration(i) * time.Second)})
		}
		time.Sleep(time.Hour)
		var tables []api.Table
		for _, m := range Methods(service) {
			if m.Name == listMethod || m.Name == api.EventsMethod { // have names, see TestListedConversationsHaveNoTexts
				continue
			}
			table, err := s.Do(t.Context(), api.Request{
				Method: m, Sample: api.Sample{Size: 100}, Window: api.Window{From: start, To: start.Add(time.Hour)},
				Look: listed, Columns: []api.Column{{Field: lastSentField}},
			})
			require.NoError(t, err)
			tables = append(tables, table)
		}
		texts := 0
		for _, kept := range []any{s.store.open.known, s.store.closed.hours, s.store.sent.at, s.store.changed.known.Values(), tables} {
			walk(reflect.ValueOf(kept), func(text string) {
				texts++
				require.False(t, strings.Contains(text, livepersontest.MessageText) || strings.Contains(text, livepersontest.PersonName) || strings.Contains(text, livepersontest.AgentName), text)
				require.Less(t, len(text), 40, "an id, or a sentence of this program: %s", text)
			})
		}
		require.Greater(t, texts, 400, "ids of the conversations, agents and skills")
	})
}

// walk calls for each text in a value.
func walk(v reflect.Value, found func(string)) {
	switch v.Kind() {
	case reflect.String:
		found(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walk(v.Elem(), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), found)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walk(v.Index(i), found)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			walk(key, found)
			walk(v.MapIndex(key), found)
		}
	default: // numbers and flags
	}
}

// The list of open conversations has the names of agents, and those of consumers only where
// the settings say so: else they are not even requested. It never has texts of messages.
func TestListedConversationsHaveNoTexts(t *testing.T) {
	for _, names := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			search := &livepersontest.Search{}
			for i := range 120 {
				search.Add(livepersontest.Listed{ID: fmt.Sprintf("open-%d", i), Started: time.Now(), Number: i, Queued: i%5 == 0})
			}
			c := &listCentre{Search: search}
			s := c.connect(t)
			table, err := s.Do(t.Context(), listRequest(api.Look{Names: names, Max: 500, Interval: time.Minute}, api.Filter{}))
			require.NoError(t, err)
			all := map[string]int{}
			for _, kept := range []any{s.store.listed.known, table} {
				walk(reflect.ValueOf(kept), func(text string) {
					require.NotContains(t, text, livepersontest.MessageText)
					for _, name := range []string{livepersontest.PersonName, livepersontest.AgentName} {
						if strings.Contains(text, name) {
							all[name]++
						}
					}
				})
			}
			require.Positive(t, all[livepersontest.AgentName])
			require.Equal(t, names, all[livepersontest.PersonName] > 0)
			require.Len(t, c.bodies, 2)
			for _, body := range c.bodies {
				require.Equal(t, names, strings.Contains(body, "consumerParticipants"), body)
			}
			time.Sleep(time.Minute)
			search.Add(livepersontest.Listed{ID: "negative", Started: time.Now(), Number: 0})
			_, _, err = s.store.listed.get(t.Context(), api.Look{Names: names, Max: 500, Interval: time.Minute})
			require.NoError(t, err)
			fell, _ := s.store.listed.negativeScores()
			require.Len(t, fell, 1)
			walk(reflect.ValueOf(fell), func(text string) {
				require.NotContains(t, text, livepersontest.PersonName, "of what happened, no name is kept")
				require.NotContains(t, text, livepersontest.AgentName)
			})
		})
	}
}
