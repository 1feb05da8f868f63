package plugin

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

var accountForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// parseConfig checks what is needed to connect to the account.
func parseConfig(o options, secret map[string]string) (liveperson.Config, error) {
	config := liveperson.Config{
		AccountID: o.AccountID.trimmed(), Auth: liveperson.AuthMethod(trim(string(o.Auth))),
		ClientID: o.ClientID.trimmed(), ClientSecret: trimSecret(secret["clientSecret"]),
		Username: o.Username.trimmed(), Password: trimSecret(secret["password"]),
		AppKey: o.AppKey.trimmed(), AppSecret: trimSecret(secret["appSecret"]),
		AccessToken: trimSecret(secret["accessToken"]), AccessTokenSecret: trimSecret(secret["accessTokenSecret"]),
		OtherSecrets: otherSecrets(secret),
	}
	if config.Auth == "" {
		config.Auth = liveperson.OAuth2
	}
	if config.AccountID == "" {
		return config, missing("Account ID")
	}
	if !accountForm.MatchString(config.AccountID) {
		return config, configErrorf("Account ID %q is invalid: it can contain only letters, digits, - and _. Check it in the data source settings.", config.AccountID)
	}
	if err := checkCredentials(config); err != nil {
		return config, err
	}
	upstream, err := parseUpstream(o.UpstreamURL)
	config.Upstream = upstream
	return config, err
}

// minSecret is the length from which the value of a header is taken for a secret. A
// shorter one, such as 1, would be found in any text.
const minSecret = 8

// otherSecrets are what must not be seen beside the credentials, as it is sent.
func otherSecrets(saved map[string]string) (others []string) {
	for _, value := range saved {
		if sent := trimSecret(value); len(sent) >= minSecret {
			others = append(others, sent)
		}
	}
	return others
}

// checkCredentials names the first field that the method of signing in lacks.
func checkCredentials(c liveperson.Config) error {
	type field struct{ name, value string }
	needed := map[liveperson.AuthMethod][]field{
		liveperson.OAuth2: {{"Client ID", c.ClientID}, {"Client secret", c.ClientSecret}},
		liveperson.Login:  {{"Username", c.Username}, {"Password", c.Password}},
		liveperson.AppKey: {{"App key", c.AppKey}, {"App secret", c.AppSecret}, {"Access token", c.AccessToken}, {"Access token secret", c.AccessTokenSecret}},
	}
	fields, known := needed[c.Auth]
	if !known {
		return configErrorf("The authentication method %q is unknown. Select one in the data source settings; in a provisioning file, use oauth2, login or appKey.", c.Auth)
	}
	for _, f := range fields {
		if f.value == "" {
			return missing(f.name)
		}
	}
	return nil
}

func missing(field string) error {
	return configErrorf("%s is missing. Enter it in the data source settings.", field)
}

// parseUpstream reads the address that stands for all of LivePerson's hosts.
func parseUpstream(text string) (*url.URL, error) {
	text = trim(text)
	if text == "" {
		return nil, nil
	}
	if strings.ContainsAny(text, "@?#") { // not shown: a password may be in it
		return nil, configErrorf("Base URL override contains a user, query or fragment. Use only https://host or https://host/path.")
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") {
		return nil, configErrorf("Base URL override %q is not a valid URL. Use https://host or https://host/path, or leave it empty for LivePerson's own hosts.", text)
	}
	return address, nil
}
