package plugin

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// checkedAPI is what became of a request to one of the further APIs: those without which
// most KPIs have values.
type checkedAPI struct {
	liveperson.CheckedAPI
	// sentence says why it does not respond, empty if it does.
	sentence string
	// kpis are the labels of those that have no values without it.
	kpis []string
	// needs says what is needed to use it, empty if it is not denied. access says it in a clause
	// where the account may lack what the API is about.
	needs, access string
}

// checkAPIs requests something small of each further API.
func (ds *Datasource) checkAPIs(ctx context.Context) []checkedAPI {
	var all []checkedAPI
	for _, c := range ds.account.CheckAPIs(ctx) {
		one := checkedAPI{CheckedAPI: c, kpis: missingKPIs(ds.kpis, c.Methods), access: access(ds.settings.config.Auth, c.Service)}
		if c.Err != nil {
			one.sentence = strings.TrimSuffix(errorResponse(ctx, c.Err).Error.Error(), ".") + "."
		}
		switch {
		case !one.isDenied() || c.Feature != "": // the line says all
		case api.StatusOf(c.Err) == http.StatusNotFound:
			one.needs = "Ask LivePerson to turn on what the account does not have."
		default:
			one.needs = needs(ds.settings.config.Auth, c.Service)
		}
		all = append(all, one)
	}
	return all
}

// missingKPIs are the labels of the KPIs that have no values without the methods.
func missingKPIs(c *catalogue.Catalogue, methods []string) (labels []string) {
	missing := map[string]bool{}
	for _, kpi := range c.All() {
		missing[kpi.ID] = len(kpi.Sources) > 0 && !slices.ContainsFunc(kpi.Sources, func(s catalogue.Source) bool {
			return !slices.Contains(methods, s.API)
		})
	}
	for _, kpi := range c.All() {
		isPart := func(id string) bool { return missing[id] }
		if missing[kpi.ID] || len(kpi.Sources) == 0 && slices.ContainsFunc(kpi.RowParts(), isPart) {
			labels = append(labels, kpi.Label)
		}
	}
	return labels
}

// needs says what a sign-in needs to use an API. LivePerson does not document all of it.
func needs(method liveperson.AuthMethod, s api.Service) string {
	switch {
	case method == liveperson.OAuth2 && s.Scope != "":
		return fmt.Sprintf("The application needs the scope %s. A scope that is added applies within an hour.", s.Scope)
	case method == liveperson.OAuth2:
		return "LivePerson does not document which scope the application needs: ask LivePerson. A scope that is added applies within an hour."
	case method == liveperson.AppKey && s.AppKey != "":
		return fmt.Sprintf("The app key needs the privilege %s.", s.AppKey)
	case method == liveperson.AppKey:
		return "LivePerson does not document which privilege the app key needs: ask LivePerson."
	}
	return "LivePerson does not document which permission the user needs: assign a profile that shows these numbers in LivePerson's own dashboards."
}

// access says in a clause what a sign-in needs to use an API that is about what the account
// may lack.
func access(method liveperson.AuthMethod, s api.Service) string {
	if method == liveperson.AppKey && s.AppKey != "" {
		return fmt.Sprintf("the app key needs the privilege %s.", s.AppKey)
	}
	return "ask LivePerson which permission the sign-in needs."
}

// isDenied reports whether the API may not be used, rather than that it fails for now.
func (c checkedAPI) isDenied() bool { return api.DenialOf(c.Err) != "" }

// explain says in a line why it does not respond, and what is missing.
func (c checkedAPI) explain() string {
	switch denial := api.DenialOf(c.Err); {
	case c.sentence == "":
		return "Responds."
	case denial != "":
		line := fmt.Sprintf("%s%s. Without it, there are no %s.", strings.ToUpper(denial[:1]), denial[1:], c.Gives)
		if c.Feature != "" {
			line += fmt.Sprintf(" If the account has %s, %s", c.Feature, c.access)
		}
		if _, detail, isQuoted := strings.Cut(c.sentence, transport.DetailPrefix); isQuoted {
			line += transport.DetailPrefix + detail
		}
		return line
	}
	return fmt.Sprintf("The %s can't be checked at the moment. %s", c.Name, c.sentence)
}

// step is the step of the health check.
func (c checkedAPI) step() healthStep {
	step := healthStep{Name: "Use the " + c.Name, OK: c.sentence == "", Message: c.explain()}
	if c.isDenied() {
		step.Message += strings.TrimRight(" "+c.needs, " ") + " KPIs without values: " + strings.Join(c.kpis, "; ") + "."
	}
	return step
}

// summary says which of the further APIs respond.
func summary(checked []checkedAPI) (sentences []string) {
	var responding, others []string
	for _, c := range checked {
		if c.sentence == "" {
			responding = append(responding, c.Name)
		} else {
			others = append(others, c.Name)
		}
	}
	if len(responding) > 0 {
		sentences = append(sentences, "Also available: "+strings.Join(responding, ", ")+".")
	}
	if len(others) > 0 {
		sentences = append(sentences, "Not available: "+strings.Join(others, ", ")+".")
	}
	return sentences
}

// explanations are a line for each API that does not respond, and then each thing that is
// needed, once.
func explanations(checked []checkedAPI) (lines []string) {
	var needed []string
	for _, c := range checked {
		if c.sentence != "" {
			lines = append(lines, c.explain())
		}
		if c.needs != "" && !slices.Contains(needed, c.needs) {
			needed = append(needed, c.needs)
		}
	}
	return append(lines, needed...)
}
