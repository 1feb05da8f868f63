package plugin

import (
	"strconv"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// organization is the id of the organization whose data source it is. Grafana 12 sends
// it; where only the namespace is sent, that of an organization is called after its id.
func organization(c backend.PluginContext) string {
	if c.OrgID != 0 { //nolint:staticcheck // Grafana 12 sends no namespace with a query
		return strconv.FormatInt(c.OrgID, 10) //nolint:staticcheck // as above
	}
	if c.Namespace == "default" {
		return "1"
	}
	return strings.TrimPrefix(c.Namespace, "org-")
}
