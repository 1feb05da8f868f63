package api

import (
	"net/url"
	"regexp"
	"strings"
)

// maxAddress is how long the address of a picture may be.
const maxAddress = 2048

// publicHost is the name of a host in the public internet: not an address, and not a
// name that only a local network knows.
var publicHost = regexp.MustCompile(`(?i)^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)$`)

// localDomain are the ends of names that only local networks know.
var localDomain = regexp.MustCompile(`(?i)\.(localhost|local|localdomain|internal|intranet|private|corp|home|lan|arpa|onion|test|invalid)$`)

// escapes are of characters that end an address where it is written in HTML or Markdown.
var escapes = strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22", "'", "%27", "(", "%28", ")", "%29", "`", "%60", `\`, "%5C", " ", "%20")

// PictureAddress is the address of a picture if browsers may request it, else empty:
// whoever may change an agent in LivePerson sets it, and everybody at a wall requests it.
// It has to be https on a public host, or on the address that serves all APIs, if there
// is one.
func PictureAddress(address string, upstream *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || len(address) > maxAddress || u.User != nil || u.Opaque != "" {
		return ""
	}
	host := u.Hostname()
	isPublic := u.Scheme == "https" && publicHost.MatchString(host) && !localDomain.MatchString(host)
	isOwn := upstream != nil && u.Scheme == upstream.Scheme && strings.EqualFold(u.Host, upstream.Host)
	if !isPublic && !isOwn {
		return ""
	}
	return escapes.Replace(u.String())
}
