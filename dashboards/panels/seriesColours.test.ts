import { seriesColours } from './seriesColours';

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];

/** How colours look to people with each kind of colour blindness (Machado, Oliveira and Fernandes 2009), on linear RGB. */
const vision: Record<string, Matrix> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const toXyz: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];

const multiply = (matrix: Matrix, [a, b, c]: Vector) => matrix.map(([x, y, z]) => x * a + y * b + z * c) as Vector;

function linearRgb(hex: string): Vector {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return channels.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)) as Vector;
}

const clamp = (rgb: Vector) => rgb.map((one) => Math.min(1, Math.max(0, one))) as Vector;

/** Lightness and hue in CIELAB, in which distances are as large as they look. */
function toLab(rgb: Vector): Vector {
  const [x, y, z] = multiply(toXyz, rgb);
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  return [116 * f(y) - 16, 500 * (f(x / 0.9505) - f(y)), 200 * (f(y) - f(z / 1.089))];
}

// About 2.3 can just be told apart, side by side.
const clearlyDifferent = 20;

describe.each(Object.entries(vision))('with %s', (_, matrix) => {
  const seen = (hex: string) => toLab(clamp(multiply(matrix, linearRgb(hex))));
  const colours = Object.values(seriesColours);
  const pairs = colours.flatMap((one, index) => colours.slice(index + 1).map((other) => [one, other] as const));

  it.each(pairs)('%s and %s differ', (one, other) => {
    const [a, b] = [seen(one), seen(other)];
    expect(Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)))).toBeGreaterThan(clearlyDifferent);
  });
});
