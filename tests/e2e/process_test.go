//go:build e2e

package e2e

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// root is the top of the project.
const root = "../.."

var announced = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// hour is the hour of the day at the contact centre. It is late morning there whenever tests
// run: people are at work, where hardly anybody would be at night. With another hour as an
// argument, -hour 3, values are compared with the books then; the few tests that need many
// conversations, or hours of today, fail.
var hour = flag.Int("hour", 11, "the hour of the day at the contact centre")

// zoneOfHour is the time zone in which it is the hour now.
func zoneOfHour() string {
	ahead := *hour - time.Now().UTC().Hour()
	if ahead < -12 {
		ahead += 24
	}
	if ahead > 12 {
		ahead -= 24
	}
	// The names of these zones have the sign of POSIX: what is ahead of UTC has a minus.
	return fmt.Sprintf("Etc/GMT%+d", -ahead)
}

// startSimulator starts a contact centre whose clock stands still, so that two
// questions have the same answer, and returns its address.
func startSimulator(t *testing.T, options ...string) string {
	t.Helper()
	arguments := append([]string{"simulator/main.ts", "--port", "0", "--freeze", "--time-zone", zoneOfHour()}, options...)
	command := exec.Command(filepath.Join("node_modules", ".bin", "tsx"), arguments...)
	command.Dir = root
	command.Stderr = os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGTERM)
		_ = command.Wait()
	})
	address := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(output); lines.Scan(); {
			if found := announced.FindString(lines.Text()); found != "" {
				address <- found
			}
		}
	}()
	select {
	case found := <-address:
		return found
	case <-time.After(3 * time.Minute):
		require.FailNow(t, "the simulator does not say where it is")
		return ""
	}
}

// executable is the backend as Grafana would start it on this machine.
func executable() string {
	return filepath.Join(root, "dist", "gpx_kmm_liveperson_"+runtime.GOOS+"_"+runtime.GOARCH)
}
