//go:build !linux

package main

// cpu and peakMemory are read from Linux's /proc; elsewhere they are unknown.
func (p *process) cpu() float64 { return -1 }

func (p *process) peakMemory() float64 { return -1 }
