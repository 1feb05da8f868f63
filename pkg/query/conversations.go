package query

import (
	"unicode/utf8"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// ListedBy is how open conversations are listed.
func ListedBy(look api.Look) Option {
	return func(q Query) (Query, error) {
		q.Look = look
		return q, nil
	}
}

// parseConversations checks by which channels conversations count, and what to show of rows
// by conversation.
func (f *Filter) parseConversations(s storedFilter, rows *catalogue.RowKind) (err error) {
	if f.Channels, err = parseTexts("channels", s.Channels); err != nil {
		return err
	}
	if f.States, err = parseWords("states", s.States, api.Queued, api.Active); err != nil {
		return err
	}
	if !rows.Transient && len(f.States) > 0 {
		return Errorf("The filter \"states\" is only available by conversation, not by %s. Remove it, or select rows by conversation.", rows.ID)
	}
	return nil
}

// parseTexts checks values of a list that LivePerson may add others to.
func parseTexts(kind string, texts []string) ([]string, error) {
	return parseList(kind, texts, "a value", func(text string) error {
		if utf8.RuneCountInString(text) > maxShown {
			return Errorf("The filter %q contains %q, which is too long. Select values from the list in the query editor.", kind, text)
		}
		return nil
	})
}
