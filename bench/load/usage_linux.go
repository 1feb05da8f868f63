package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// ticks is how many of its units Linux counts a second of processor time as, on
// every machine that Go runs on.
const ticks = 100

// cpu is the processor time in seconds that the plugin has used, -1 if unknown.
func (p *process) cpu() float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		return -1
	}
	_, rest, _ := strings.Cut(string(raw), ") ") // a name may have spaces in it
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return -1
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / ticks
}

// peakMemory is the most bytes that the plugin ever had resident, -1 if unknown.
func (p *process) peakMemory() float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		return -1
	}
	for line := range strings.Lines(string(raw)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.ParseFloat(fields[1], 64)
			return kilobytes * 1024
		}
	}
	return -1
}
