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
)

// checkedAPI is what became of a request to one of the further APIs: those without which
// most KPIs have values.
type checkedAPI struct {
	liveperson.CheckedAPI
	// sentence says why it does not respond, empty if it does.
	sentence string
	// kpis are the labels of those that have no values without it.
	kpis []string
	// needs says what the sign-in needs to use it, empty if the account does not have it.
	needs string
}

// checkAPIs requests something small of each further API.
func (ds *Datasource) checkAPIs(ctx context.Context) []checkedAPI {
	var all []checkedAPI
	for _, c := range ds.account.CheckAPIs(ctx) {
		one := checkedAPI{CheckedAPI: c, kpis: missingKPIs(ds.kpis, c.Methods)}
		if c.Err != nil {
			one.sentence = strings.TrimSuffix(errorResponse(ctx, c.Err).Error.Error(), ".") + "."
		}
		if api.StatusOf(c.Err) != http.StatusNotFound {
			one.needs = " " + needs(ds.settings.config.Auth, c.Service)
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
		return fmt.Sprintf("The application needs the scope %s, which applies within an hour.", s.Scope)
	case method == liveperson.OAuth2:
		return "LivePerson does not document the scope that the application needs: ask LivePerson for it. A scope that is added applies within an hour."
	case method == liveperson.AppKey && s.AppKey != "":
		return fmt.Sprintf("The app key needs the privilege %s.", s.AppKey)
	case method == liveperson.AppKey:
		return "LivePerson does not document the privilege that the app key needs: ask LivePerson for it."
	}
	return "LivePerson does not document the permission that the user needs: assign a profile that shows these numbers in LivePerson's own dashboards."
}

// isDenied reports whether the API may not be used, rather than that it fails for now.
func (c checkedAPI) isDenied() bool { return c.Denies(c.Err) }

// explain says what is missing, why, and what to do.
func (c checkedAPI) explain() string {
	switch {
	case c.sentence == "":
		return "Responds."
	case c.isDenied():
		return fmt.Sprintf("Without the %s, there are no %s. %s%s", c.Name, c.Gives, c.sentence, c.needs)
	}
	return fmt.Sprintf("The %s can't be checked at the moment. %s", c.Name, c.sentence)
}

// step is the step of the health check.
func (c checkedAPI) step() healthStep {
	step := healthStep{Name: "Use the " + c.Name, OK: c.sentence == "", Message: c.explain()}
	if c.isDenied() {
		step.Message += " KPIs without values: " + strings.Join(c.kpis, "; ") + "."
	}
	return step
}

// summary says which of the further APIs respond, and what is missing without the others.
func summary(checked []checkedAPI) string {
	var responding, sentences []string
	for _, c := range checked {
		if c.sentence == "" {
			responding = append(responding, c.Name)
			continue
		}
		sentences = append(sentences, c.explain())
	}
	if len(responding) > 0 {
		sentences = append([]string{"Also available: " + strings.Join(responding, ", ") + "."}, sentences...)
	}
	return strings.Join(sentences, " ")
}
