package interactions

import (
	"reflect"
	"strings"
	"testing"
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
			c.add(conversationOf{id: "closed", start: start, end: start.Add(time.Duration(i) * time.Second)})
		}
		time.Sleep(time.Hour)
		var tables []api.Table
		for _, m := range Methods(service) {
			table, err := s.Do(t.Context(), api.Request{
				Method: m, Sample: api.Sample{Size: 100}, Window: api.Window{From: start, To: start.Add(time.Hour)},
			})
			require.NoError(t, err)
			tables = append(tables, table)
		}
		texts := 0
		for _, kept := range []any{s.store.open.known, s.store.closed.hours, tables} {
			walk(reflect.ValueOf(kept), func(text string) {
				texts++
				require.False(t, strings.Contains(text, livepersontest.MessageText) || strings.Contains(text, livepersontest.PersonName), text)
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
