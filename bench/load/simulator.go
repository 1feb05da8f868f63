package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// simulator is the contact centre that is asked, by its address.
type simulator struct{ address string }

// slow makes every answer take so much longer, and ends all faults.
func (s simulator) slow(delay time.Duration) error {
	return s.fail(map[string]any{"delayMs": delay.Milliseconds()})
}

// fail sets the one fault that there is.
func (s simulator) fail(fault map[string]any) error {
	if err := s.control(http.MethodDelete, "faults", nil, nil); err != nil {
		return err
	}
	return s.control(http.MethodPost, "faults", fault, nil)
}

func (s simulator) resetCalls() error { return s.control(http.MethodDelete, "calls", nil, nil) }

// calls are all since the last reset, signing in included.
func (s simulator) calls() (int, error) {
	var report struct{ Total int }
	err := s.control(http.MethodGet, "calls", nil, &report)
	return report.Total, err
}

func (s simulator) control(method, what string, body, answer any) error {
	content := new(bytes.Buffer)
	if body != nil {
		if err := json.NewEncoder(content).Encode(body); err != nil {
			return err
		}
	}
	request, err := http.NewRequest(method, s.address+"/simulator/"+what, content)
	if err != nil {
		return err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("The simulator answered %s to %s %s.", response.Status, method, what)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(answer)
}
