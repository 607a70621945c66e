// Sixty-four pigments in eight rows, and mixing two of them as light mixes for the eye (OKLab).

type Lab = [number, number, number];

/** Rows in the order of the names on the page: hue in degrees, how colourful at most. */
const ROWS: readonly [number, number][] = [
  [90, 0.006],
  [60, 0.07],
  [27, 0.2],
  [55, 0.17],
  [95, 0.16],
  [145, 0.16],
  [255, 0.17],
  [315, 0.18],
];
const STEPS = [0.97, 0.87, 0.77, 0.67, 0.57, 0.47, 0.36, 0.22];

const linear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const byte = (value: number): number => {
  const part = value <= 0.0031308 ? value * 12.92 : 1.055 * Math.max(value, 0) ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(Math.max(part, 0), 1) * 255);
};

function toLab(colour: number): Lab {
  const [r, g, b] = [linear(colour >> 16), linear((colour >> 8) & 255), linear(colour & 255)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([light, a, b]: Lab): number {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return (red << 16) | (green << 8) | blue;
}

/** Eight rows of eight, lightest first. */
export const PIGMENTS: readonly (readonly number[])[] = ROWS.map(([hue, most]) =>
  STEPS.map((light) => {
    const chroma = most * Math.min(1, 1.5 - Math.abs(light - 0.6) * 2.6);
    const turn = (hue * Math.PI) / 180;
    return fromLab([light, Math.max(chroma, 0.004) * Math.cos(turn), Math.max(chroma, 0.004) * Math.sin(turn)]);
  }),
);

/** Some of one colour into another; share 0 gives the first, 1 the second. */
export function mixed(from: number, into: number, share: number): number {
  if (share <= 0) return from;
  if (share >= 1) return into;
  const [a, b] = [toLab(from), toLab(into)];
  return fromLab([0, 1, 2].map((at) => a[at]! + (b[at]! - a[at]!) * share) as Lab);
}

export const css = (colour: number): string => `#${colour.toString(16).padStart(6, "0")}`;
