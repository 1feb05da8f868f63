// The load generator of the benchmarks: starts a plugin's executable as Grafana
// does, and has it load panels as people who look at dashboards do. It reads
// steps as JSON from its standard input, and writes what each took.
//
//	go run ./bench/load EXECUTABLE ADDRESS-OF-THE-SIMULATOR
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(executable, upstream string) error {
	p, err := startPlugin(executable, upstream)
	if err != nil {
		return err
	}
	defer p.stop()
	steps, results := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var s step
		if err := steps.Decode(&s); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := results.Encode(s.run(p)); err != nil {
			return err
		}
	}
}
