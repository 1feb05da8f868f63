// Package e2e starts what people start, the built executable and the simulator,
// and asks over Grafana's own plugin protocol what Grafana asks. The simulator's
// own books are the truth.
//
// The tests need both builds (npm run build), Node and a free port:
//
//	go test -tags e2e ./tests/e2e
package e2e
