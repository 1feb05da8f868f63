package api_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestPicturesAreRequestedFromPublicHostsByHTTPSOnly(t *testing.T) {
	for address, want := range map[string]string{
		"https://cdn.example.com/ana.png":                      "https://cdn.example.com/ana.png",
		" HTTPS://cdn.example.com/ana.png?size=2 ":             "https://cdn.example.com/ana.png?size=2",
		"https://cdn.example.com:8443/a b<c>(1).png":           "https://cdn.example.com:8443/a%20b%3Cc%3E%281%29.png",
		"https://cdn.example.com/?a=<b>\"'`":                   "https://cdn.example.com/?a=%3Cb%3E%22%27%60",
		"":                                                     "",
		"NA":                                                   "",
		"ana.png":                                              "",
		"/etc/passwd":                                          "",
		"//cdn.example.com/ana.png":                            "",
		"http://cdn.example.com/ana.png":                       "",
		"ftp://cdn.example.com/ana.png":                        "",
		"file:///etc/passwd":                                   "",
		"javascript:alert(1)":                                  "",
		"JaVaScRiPt:alert(1)":                                  "",
		"data:image/svg+xml,<svg onload=alert(1)>":             "",
		"data:text/html;base64,PGI+":                           "",
		"blob:https://cdn.example.com/1":                       "",
		"https:cdn.example.com/ana.png":                        "",
		"https://":                                             "",
		"https://user:secret@cdn.example.com/a.png":            "",
		"https://localhost/a.png":                              "",
		"https://grafana/a.png":                                "",
		"https://127.0.0.1/a.png":                              "",
		"https://10.0.0.1/a.png":                               "",
		"https://169.254.169.254/latest/meta-data":             "",
		"https://2130706433/a.png":                             "",
		"https://0x7f.1/a.png":                                 "",
		"https://[::1]/a.png":                                  "",
		"https://[fd00::1]:8443/a.png":                         "",
		"https://db.internal/a.png":                            "",
		"https://printer.local/a.png":                          "",
		"https://wiki.corp/a.png":                              "",
		"https://a.localhost/a.png":                            "",
		"https://-.com/a.png":                                  "",
		"https://evil.com\\@good.example.com/a.png":            "",
		"https://good.example.com\u202e/a.png":                 "",
		"https://cdn.example.com/\n/a.png":                     "",
		"https://cdn.example.com/" + strings.Repeat("a", 3000): "",
	} {
		require.Equal(t, want, api.PictureAddress(address, nil), "%q", address)
	}
}

func TestPicturesOfTheUpstreamAreItsOwn(t *testing.T) {
	upstream := &url.URL{Scheme: "http", Host: "127.0.0.1:4010"}
	for address, want := range map[string]string{
		"http://127.0.0.1:4010/pictures/1.svg": "http://127.0.0.1:4010/pictures/1.svg",
		"https://cdn.example.com/ana.png":      "https://cdn.example.com/ana.png",
		"https://127.0.0.1:4010/1.svg":         "",
		"http://127.0.0.1:4011/1.svg":          "",
		"http://127.0.0.1/1.svg":               "",
		"http://u@127.0.0.1:4010/1.svg":        "",
	} {
		require.Equal(t, want, api.PictureAddress(address, upstream), "%q", address)
	}
}
