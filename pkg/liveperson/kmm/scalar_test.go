package kmm

import (
	"math/rand"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every number is what a general parser makes of it, to the last bit.
func TestNumbersAreParsedToTheNearestFloat(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	written := []string{"0", "-0", "0.0", "0.1", "999999999999999", "9999999999999999", "0.0000000000001", "1e3", "-1.5", "1E-7", "123456789.123456789"}
	for range 100_000 {
		digits := strconv.FormatInt(r.Int63n(1<<uint(1+r.Intn(60))), 10)
		if at := r.Intn(len(digits) + 1); at > 0 && at < len(digits) {
			digits = digits[:at] + "." + digits[at:]
		} else if at == 0 {
			digits = "0." + strings.Repeat("0", r.Intn(3)) + digits
		}
		written = append(written, digits)
	}
	for _, number := range written {
		want, err := strconv.ParseFloat(number, 64)
		require.NoError(t, err)
		got, err := parseNumber([]byte(number))
		require.NoError(t, err, number)
		require.Equal(t, want, got, number)
	}
}
