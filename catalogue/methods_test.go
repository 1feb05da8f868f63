package catalogue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

func TestEveryMethodOfTheCatalogueIsKnown(t *testing.T) {
	c, methods := load(t), liveperson.Methods(liveperson.OAuth2)
	for _, kpi := range c.All() {
		for _, source := range kpi.Sources {
			require.Contains(t, methods, source.API, kpi.ID)
		}
	}
	for _, rows := range c.RowKinds() {
		for _, method := range rows.Methods {
			require.Contains(t, methods, method.API, rows.ID)
		}
	}
}
