import { readBenchmarks } from './goBenchmarks';

const output = `goos: linux
pkg: github.com/kmm/liveperson-datasource/pkg/plan
BenchmarkPlan/Value-2         	   34894	      3453 ns/op	    1160 B/op	      20 allocs/op
BenchmarkPlan/Value-2         	   34894	      3553 ns/op	    1160 B/op	      20 allocs/op
BenchmarkPlan/Value-2         	   34894	      9000 ns/op	    1160 B/op	      20 allocs/op
PASS
pkg: github.com/kmm/liveperson-datasource/pkg/frame
BenchmarkValue/12Skills       	   10000	     1.5e+04 ns/op	       327.3 ns/value	    4800 B/op	      50 allocs/op
ok  	github.com/kmm/liveperson-datasource/pkg/frame	0.571s
`;

it('takes the median of the runs of each benchmark, with units of its own', () => {
  expect(readBenchmarks(output)).toEqual([
    { package: 'plan', name: 'Plan/Value', metrics: { 'ns/op': 3553, 'B/op': 1160, 'allocs/op': 20 } },
    {
      package: 'frame',
      name: 'Value/12Skills',
      metrics: { 'ns/op': 15000, 'ns/value': 327.3, 'B/op': 4800, 'allocs/op': 50 },
    },
  ]);
});
