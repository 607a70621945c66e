// The sheet and its pixels: core/strokes/render.py in whole numbers, byte for byte. No platform drawing anywhere.
import { Tool, type Begin, type Fill, type Paper, type Sample } from "./events";
import { Hand } from "./hand";
import { div, grain, NIBS, phases, stamp, TILE, tone, type Nib } from "./nibs";

const NEAR = 24;
const FRINGE = 96;

/** Left, top, right, bottom in px; the last two just outside. */
export type Box = [number, number, number, number];
const NOWHERE: Box = [1 << 30, 1 << 30, 0, 0];
const isEmpty = (box: Box): boolean => box[0] >= box[2] || box[1] >= box[3];
const widened = (a: Box, b: Box): Box => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

export interface Kept {
  box: Box;
  pixels: Uint8ClampedArray;
}

/** RGBA, as a screen takes it; alpha is always 255. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  private readonly before: Uint8ClampedArray;
  private readonly covered: Uint8Array;
  private readonly paper: [number, number, number];
  private readonly grain: Uint8Array;
  private nib: Nib | null = null;
  private begin: Begin | null = null;
  private hand: Hand | null = null;
  private drops = 0; // where the sequence of drops stands; 0 before the first
  private whole: Box = NOWHERE; // of the stroke that is going on
  private fresh: Box = NOWHERE; // of it, what is not shown yet

  constructor(paper: Paper) {
    this.width = paper.width;
    this.height = paper.height;
    this.paper = channels(paper.colour);
    this.grain = grain(paper.texture);
    this.pixels = new Uint8ClampedArray(paper.width * paper.height * 4);
    this.before = new Uint8ClampedArray(this.pixels.length);
    this.covered = new Uint8Array(paper.width * paper.height);
    this.erase();
  }

  erase(): Box {
    const [red, green, blue] = this.paper;
    const word = new Uint32Array(this.pixels.buffer);
    word.fill(new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0]!);
    return [0, 0, this.width, this.height];
  }

  /** A tool touches the sheet. */
  touch(begin: Begin): void {
    this.begin = begin;
    this.nib = NIBS[begin.tool];
    this.drops = 0;
    this.whole = this.fresh = NOWHERE;
    this.before.set(this.pixels);
    const nib = this.nib;
    this.hand = new Hand(begin, (x, y, radius, strength) =>
      nib.scatters ? this.scatter(x, y, radius, strength) : this.stamp(x, y, radius, nib.core, strength),
    );
  }

  /** It went on to here. What changed on the sheet. */
  move(samples: Sample[]): Box {
    const first = samples[0];
    if (this.begin && first && this.drops === 0) this.drops = (this.begin.at * 31 + first.x * 17 + first.y) | 0 || 1;
    this.hand?.moves(samples);
    return this.compose();
  }

  /** It is lifted. What changed; and what lay there before the whole stroke, to bring it back. */
  lift(): { changed: Box; kept: Kept } {
    this.hand?.lifts();
    const changed = this.compose();
    const kept = { box: this.whole, pixels: this.cut(this.before, this.whole) };
    const [left, top, right, bottom] = this.whole;
    for (let y = top; y < bottom; y++) this.covered.fill(0, y * this.width + left, y * this.width + right);
    this.hand = this.begin = this.nib = null;
    this.whole = NOWHERE;
    return { changed, kept };
  }

  fill(mark: Fill): { changed: Box; kept: Kept } {
    const { width, pixels } = this;
    this.before.set(pixels);
    const like = this.like((mark.y * width + mark.x) * 4);
    const inside = this.area(mark, like);
    const [red, green, blue] = channels(mark.colour);
    const around: Box = [Math.max(inside[0] - 1, 0), Math.max(inside[1] - 1, 0), Math.min(inside[2] + 1, width), Math.min(inside[3] + 1, this.height)];
    let box: Box = NOWHERE;
    for (let y = around[1]; y < around[3]; y++)
      for (let x = around[0]; x < around[2]; x++) {
        const at = y * width + x;
        if (!like[at] || (like[at] !== 3 && !this.beside(like, x, y))) continue;
        pixels[at * 4] = over(pixels[at * 4]!, red, mark.opacity);
        pixels[at * 4 + 1] = over(pixels[at * 4 + 1]!, green, mark.opacity);
        pixels[at * 4 + 2] = over(pixels[at * 4 + 2]!, blue, mark.opacity);
        if (x < box[0] || x >= box[2] || y < box[1] || y >= box[3]) box = widened(box, [x, y, x + 1, y + 1]);
      }
    return { changed: box, kept: { box, pixels: this.cut(this.before, box) } };
  }

  /** How like each pixel is to the one at `seed`: 2 near, 1 at its fringe, 0 neither. */
  private like(seed: number): Uint8Array {
    const { before } = this;
    const [red, green, blue] = [before[seed]!, before[seed + 1]!, before[seed + 2]!];
    const like = new Uint8Array(this.width * this.height);
    for (let at = 0, from = 0; at < like.length; at++, from += 4) {
      const unlike = Math.max(Math.abs(before[from]! - red), Math.abs(before[from + 1]! - green), Math.abs(before[from + 2]! - blue));
      like[at] = unlike <= NEAR ? 2 : unlike <= FRINGE ? 1 : 0;
    }
    return like;
  }

  /** Put pixels back, and say what lay there instead. */
  swap(kept: Kept): Kept {
    const there = { box: kept.box, pixels: this.cut(this.pixels, kept.box) };
    const [left, top, right, bottom] = kept.box;
    const row = (right - left) * 4;
    for (let y = top; y < bottom; y++)
      this.pixels.set(kept.pixels.subarray((y - top) * row, (y - top + 1) * row), (y * this.width + left) * 4);
    return there;
  }

  all(): Kept {
    const box: Box = [0, 0, this.width, this.height];
    return { box, pixels: this.pixels.slice() };
  }

  private cut(from: Uint8ClampedArray, box: Box): Uint8ClampedArray {
    if (isEmpty(box)) return new Uint8ClampedArray(0);
    const [left, top, right, bottom] = box;
    const row = (right - left) * 4;
    const out = new Uint8ClampedArray(row * (bottom - top));
    for (let y = top; y < bottom; y++) out.set(from.subarray((y * this.width + left) * 4, (y * this.width + right) * 4), (y - top) * row);
    return out;
  }

  private stamp(x: number, y: number, radius: number, core: number, strength: number): void {
    const part = 16 / phases(radius);
    const { side, mask } = stamp(radius, core, div(x & 15, part), div(y & 15, part));
    const left = (x >> 4) - (side >> 1);
    const top = (y >> 4) - (side >> 1);
    const box: Box = [Math.max(left, 0), Math.max(top, 0), Math.min(left + side, this.width), Math.min(top + side, this.height)];
    if (isEmpty(box)) return;
    for (let row = box[1]; row < box[3]; row++) {
      let from = (row - top) * side + box[0] - left;
      let to = row * this.width + box[0];
      for (let column = box[0]; column < box[2]; column++, from++, to++) {
        const value = strength === 255 ? mask[from]! : div(mask[from]! * strength + 127, 255);
        if (value > this.covered[to]!) this.covered[to] = value;
      }
    }
    this.widen(box);
  }

  private scatter(x: number, y: number, radius: number, strength: number): void {
    for (let drop = (radius >> 5) + 2; drop > 0; drop--) {
      const drawn = this.drawn();
      const right = (drawn & 0x7ff) - 1024;
      const down = ((drawn >>> 11) & 0x7ff) - 1024;
      if (right * right + down * down > 1024 * 1024) continue;
      const atX = (x + ((right * radius) >> 10)) >> 4;
      const atY = (y + ((down * radius) >> 10)) >> 4;
      if (atX < 0 || atX >= this.width || atY < 0 || atY >= this.height) continue;
      const at = atY * this.width + atX;
      this.covered[at] = Math.min(255, this.covered[at]! + div((96 + ((drawn >>> 22) & 0x7f)) * strength, 255));
      this.widen([atX, atY, atX + 1, atY + 1]);
    }
  }

  private drawn(): number {
    let state = this.drops;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.drops = state;
    return state;
  }

  private widen(box: Box): void {
    this.whole = widened(this.whole, box);
    this.fresh = widened(this.fresh, box);
  }

  /** The stroke as far as it is covered, over what was there before it. */
  private compose(): Box {
    const { begin, nib, fresh: box, pixels, before } = this;
    this.fresh = NOWHERE;
    if (!begin || !nib || isEmpty(box)) return NOWHERE;
    const colour = begin.tool === Tool.Eraser ? this.paper : channels(begin.colour);
    const strong = tone(nib.rim);
    for (let y = box[1]; y < box[3]; y++)
      for (let x = box[0]; x < box[2]; x++) {
        const at = y * this.width + x;
        const covered = this.covered[at]!;
        if (!covered) continue;
        let strength = strong[covered]!;
        if (nib.tooth) {
          const valley = ((255 - this.grain[(y & (TILE - 1)) * TILE + (x & (TILE - 1))]!) * nib.tooth) >> 8;
          strength = Math.min(Math.max((strength - valley) * nib.gain, 0), 255);
        }
        const alpha = div(strength * begin.opacity + 127, 255);
        for (let channel = 0; channel < 3; channel++) {
          const below = before[at * 4 + channel]!;
          const above = nib.under ? div(below * colour[channel]! + 127, 255) : colour[channel]!;
          pixels[at * 4 + channel] = over(below, above, alpha);
        }
      }
    return box;
  }

  /** Marks with 3 the pixels like the one filled from that hang together with it, side by side; says where. */
  private area(mark: Fill, like: Uint8Array): Box {
    const { width, height } = this;
    const open = [mark.y * width + mark.x];
    let [leftmost, top, rightmost, bottom] = NOWHERE;
    while (open.length) {
      const at = open.pop()!;
      if (like[at] !== 2) continue;
      const y = div(at, width);
      const row = y * width;
      let left = at;
      while (left > row && like[left - 1] === 2) left--;
      let right = at;
      while (right < row + width - 1 && like[right + 1] === 2) right++;
      like.fill(3, left, right + 1);
      [leftmost, top] = [Math.min(leftmost, left - row), Math.min(top, y)];
      [rightmost, bottom] = [Math.max(rightmost, right - row + 1), Math.max(bottom, y + 1)];
      if (y > 0) this.beginnings(like, left - width, right - width, open);
      if (y < height - 1) this.beginnings(like, left + width, right + width, open);
    }
    return [leftmost, top, rightmost, bottom];
  }

  /** Where runs of free pixels begin from one place of a row to another. */
  private beginnings(like: Uint8Array, from: number, to: number, open: number[]): void {
    let free = false;
    for (let at = from; at <= to; at++) {
      const is = like[at] === 2;
      if (is && !free) open.push(at);
      free = is;
    }
  }

  private beside(like: Uint8Array, x: number, y: number): boolean {
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, this.height - 1); row++)
      for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, this.width - 1); column++)
        if (like[row * this.width + column] === 3) return true;
    return false;
  }
}

/** `above` over `below`; halves round up. */
const over = (below: number, above: number, alpha: number): number => ((below * (255 - alpha) + above * alpha + 127) / 255) | 0;
