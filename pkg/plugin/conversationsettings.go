package plugin

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// How many open conversations are listed by default, and at most.
const (
	defaultConversations = 500
	maxConversations     = 2000
)

// flexibleBool is a setting that may be written as text, as in environment variables of
// provisioning files.
type flexibleBool bool

// UnmarshalJSON accepts anything: what is not true is false.
func (b *flexibleBool) UnmarshalJSON(raw []byte) error {
	on, _ := strconv.ParseBool(strings.ToLower(strings.Trim(string(raw), `" `)))
	*b = flexibleBool(on)
	return nil
}

// parseLook reads how open conversations are listed.
func (s *settings) parseLook(o options) error {
	n, err := wholeNumber("Max open conversations", o.MaxConversations, 1, defaultConversations)
	switch {
	case err != nil:
		return err
	case n > maxConversations:
		return configErrorf("Max open conversations is %d, but must be %d or less. Fix it in the data source settings, or leave it empty for the default, %d.", n, maxConversations, defaultConversations)
	}
	s.look = api.Look{Names: s.config.ConsumerNames, Max: n, Interval: s.refreshInterval}
	return nil
}

// parseConversationURL reads the address where a conversation is shown, in which {account}
// and {conversation} stand for the ids.
func parseConversationURL(text, account string) (string, error) {
	text = trim(text)
	if text == "" {
		return "", nil
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") || !strings.Contains(text, "{conversation}") || strings.Contains(address.Host, "{") {
		return "", configErrorf("Conversation URL %q is not a valid URL. It must start with https:// and contain {conversation}, which stands for the conversation ID; {account} stands for the account ID. Fix it in the data source settings, or leave it empty for no links.", text)
	}
	return strings.ReplaceAll(text, "{account}", url.PathEscape(account)), nil
}
