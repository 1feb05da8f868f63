//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// books are the simulator's own: KPIs by LivePerson's names, null for no data.
type books struct {
	Account map[string]*float64
	Skills  map[string]map[string]*float64
	Groups  map[string]map[string]*float64
	Agents  map[string]map[string]any
}

// readBooks reads the books of a window, with a filter such as "skillIds=1,2".
func readBooks(t *testing.T, address string, from, to time.Time, filter string) books {
	t.Helper()
	var b books
	call(t, http.MethodGet, fmt.Sprintf("%s/simulator/books?from=%d&to=%d&%s", address, from.UnixMilli(), to.UnixMilli(), filter), nil, &b)
	return b
}

// numbersOf are the values of a row that are numbers.
func numbersOf(books map[string]any) map[string]*float64 {
	numbers := make(map[string]*float64, len(books))
	for id, value := range books {
		if n, ok := value.(float64); ok {
			numbers[id] = &n
		}
	}
	return numbers
}

// simulatedNow is the moment at which the simulator's clock stands still.
func simulatedNow(t *testing.T, address string) time.Time {
	t.Helper()
	var status struct{ Now time.Time }
	call(t, http.MethodGet, address+"/simulator", nil, &status)
	return status.Now.Local()
}

// fault makes the simulator fail, until the test ends.
func fault(t *testing.T, address string, rule map[string]any) {
	t.Helper()
	call(t, http.MethodPost, address+"/simulator/faults", []map[string]any{rule}, nil)
	t.Cleanup(func() { call(t, http.MethodDelete, address+"/simulator/faults", nil, nil) })
}

func call(t *testing.T, method, address string, body, answer any) {
	t.Helper()
	content := new(bytes.Buffer)
	if body != nil {
		require.NoError(t, json.NewEncoder(content).Encode(body))
	}
	request, err := http.NewRequest(method, address, content)
	require.NoError(t, err)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Less(t, response.StatusCode, 300, "%s %s: %s", method, address, response.Status)
	if answer != nil {
		require.NoError(t, json.NewDecoder(response.Body).Decode(answer))
	}
}
