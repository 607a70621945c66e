// Where a stroke puts its stamps: core/strokes/hand.py, step for step.
import type { Begin, Sample } from "./events";
import { div, isqrt, NIBS, radiusOf, strengthOf, type Nib } from "./nibs";

const STRIDE = 64;
const MOST_PIECES = 64;

export type Stamped = (x: number, y: number, radius: number, strength: number) => void;

export class Hand {
  private readonly nib: Nib;
  private readonly width: number;
  private last: Sample | undefined;
  private x = 0;
  private y = 0;
  private pressure = 0;
  private left = 0;

  constructor(
    begin: Begin,
    private readonly stamped: Stamped,
  ) {
    this.nib = NIBS[begin.tool];
    this.width = begin.width;
  }

  moves(samples: Iterable<Sample>): void {
    for (const one of samples) {
      const before = this.last;
      if (!before) this.touches(one);
      else this.curve(before, (before.x + one.x) >> 1, (before.y + one.y) >> 1, (before.pressure + one.pressure) >> 1);
      this.last = one;
    }
  }

  lifts(): void {
    if (this.last) this.curve(this.last, this.last.x, this.last.y, this.last.pressure);
  }

  private touches(one: Sample): void {
    this.x = one.x;
    this.y = one.y;
    this.pressure = one.pressure;
    const radius = radiusOf(this.nib, this.width, one.pressure, one.tiltX, one.tiltY);
    this.stamped(one.x, one.y, radius, strengthOf(this.nib, one.pressure));
    this.left = this.gap(radius);
  }

  private gap(radius: number): number {
    return Math.max(4, (radius * this.nib.step) >> 8);
  }

  private curve(by: Sample, x: number, y: number, pressure: number): void {
    const { x: fromX, y: fromY, pressure: fromPressure } = this;
    const length = isqrt((by.x - fromX) ** 2 + (by.y - fromY) ** 2) + isqrt((x - by.x) ** 2 + (y - by.y) ** 2);
    let pieces = 1;
    let halvings = 0;
    while (pieces * STRIDE < length && pieces < MOST_PIECES) {
      pieces *= 2;
      halvings++;
    }
    for (let piece = 1; piece <= pieces; piece++) {
      const rest = pieces - piece;
      const a = rest * rest;
      const b = 2 * piece * rest;
      const c = piece * piece;
      // |place| <= 2^16 and a + b + c <= 2^12: the sums stay below 2^31, where shifting is exact
      const toX = (a * fromX + b * by.x + c * x) >> (2 * halvings);
      const toY = (a * fromY + b * by.y + c * y) >> (2 * halvings);
      this.line(toX, toY, fromPressure + (((pressure - fromPressure) * piece) >> halvings), by);
    }
  }

  private line(x: number, y: number, pressure: number, by: Sample): void {
    const { x: fromX, y: fromY } = this;
    const dx = x - fromX;
    const dy = y - fromY;
    this.x = x;
    this.y = y;
    this.pressure = pressure;
    const far = isqrt(dx * dx + dy * dy);
    if (this.left > far) {
      this.left -= far;
      return;
    }
    const radius = radiusOf(this.nib, this.width, pressure, by.tiltX, by.tiltY);
    const strength = strengthOf(this.nib, pressure);
    const gap = this.gap(radius);
    let left = this.left;
    for (; left <= far; left += gap)
      this.stamped(far ? fromX + div(dx * left, far) : x, far ? fromY + div(dy * left, far) : y, radius, strength);
    this.left = left - far;
  }
}
