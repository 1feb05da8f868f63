import fc from 'fast-check';

import { ServerClock } from './serverClock';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the message that took least time decides, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 10 }), (delays) => {
      const clock = new ServerClock();
      let server = 1_000_000;
      for (const delay of delays) {
        server += 7000;
        jest.advanceTimersByTime(7000);
        clock.observe(server - delay);
      }
      expect(Math.round(clock.now())).toBe(server - Math.min(...delays));
    })
  );
});

test('a server whose clock was set back is followed after some messages', () => {
  const clock = new ServerClock();
  clock.observe(1_000_000);
  for (let message = 0; message < 10; message += 1) {
    clock.observe(400_000);
  }
  expect(Math.round(clock.now())).toBe(400_000);
});

test('before the first message there is no time', () => {
  expect(new ServerClock().now()).toBeNaN();
});
