// How each tool behaves: the same whole numbers as core/strokes/nibs.py, and the same marks.
// tests/core/strokes/test_same_pixels.py compares every byte; change nothing on one side alone.
import { Texture, Tool } from "./events";

export const TILE = 256;
const LARGEST = 1024;
const SMALLEST = 6;
const FINE = 128;
const UPRIGHT = 90;

export interface Nib {
  thin: number;
  core: number;
  step: number;
  flow: number;
  tooth: number;
  gain: number;
  lean: number;
  under: boolean;
  rim: boolean;
  scatters: boolean;
}

const plain = { tooth: 0, gain: 1, lean: 0, under: false, rim: false, scatters: false };
export const NIBS: Record<Tool, Nib> = {
  [Tool.Pencil]: { ...plain, thin: 160, core: 96, step: 64, flow: 110, tooth: 160, gain: 2, lean: 512 },
  [Tool.Ink]: { ...plain, thin: 48, core: 236, step: 48, flow: 255 },
  [Tool.Marker]: { ...plain, thin: 224, core: 236, step: 64, flow: 255, tooth: 24, under: true },
  [Tool.Chalk]: { ...plain, thin: 176, core: 160, step: 64, flow: 120, tooth: 235, gain: 2, lean: 384 },
  [Tool.Wash]: { ...plain, thin: 128, core: 96, step: 64, flow: 255, tooth: 48, under: true, rim: true },
  [Tool.Spray]: { ...plain, thin: 256, core: 0, step: 96, flow: 110, scatters: true },
  [Tool.Eraser]: { ...plain, thin: 128, core: 224, step: 64, flow: 255 },
};

/** Whole division, rounded down: exact for everything used here, all far below 2^53. */
export const div = (a: number, b: number): number => Math.floor(a / b);

/** The whole part of a square root, whatever the machine's own root rounds to. */
export function isqrt(value: number): number {
  let root = Math.floor(Math.sqrt(value));
  while (root * root > value) root--;
  while ((root + 1) * (root + 1) <= value) root++;
  return root;
}

export function radiusOf(nib: Nib, width: number, pressure: number, tiltX: number, tiltY: number): number {
  let radius = div(width * (nib.thin * 255 + (256 - nib.thin) * pressure), 2 * 256 * 255);
  radius += div(radius * nib.lean * Math.max(Math.abs(tiltX), Math.abs(tiltY)), 256 * UPRIGHT);
  radius = Math.min(Math.max(radius, SMALLEST), LARGEST);
  return radius < FINE ? div(radius, 2) * 2 : div(radius, 8) * 8;
}

export const strengthOf = (nib: Nib, pressure: number): number => nib.flow + div((255 - nib.flow) * pressure, 255);

export const phases = (radius: number): number => (radius < FINE ? 4 : 2);

export interface Stamp {
  side: number; // px, odd
  mask: Uint8Array;
}

const stamps = new Map<number, Stamp>();
const MOST_STAMPS = 8192;

export function stamp(radius: number, core: number, phaseX: number, phaseY: number): Stamp {
  const key = ((radius * 256 + core) * 4 + phaseX) * 4 + phaseY;
  let found = stamps.get(key);
  if (!found) {
    if (stamps.size >= MOST_STAMPS) stamps.clear();
    stamps.set(key, (found = made(radius, core, phaseX, phaseY)));
  }
  return found;
}

function made(radius: number, core: number, phaseX: number, phaseY: number): Stamp {
  const half = div(radius + 31, 16) + 1;
  const part = 16 / phases(radius);
  const inner = Math.max(0, Math.min(div(radius * core, 256), radius - 8)) ** 2;
  const outer = (radius + 8) ** 2;
  const side = 2 * half + 1;
  const mask = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    const dy = (row - half) * 16 + 8 - (phaseY * part + part / 2);
    for (let column = 0; column < side; column++) {
      const dx = (column - half) * 16 + 8 - (phaseX * part + part / 2);
      const alpha = div((outer - (dx * dx + dy * dy)) * 255, outer - inner);
      mask[row * side + column] = Math.min(Math.max(alpha, 0), 255);
    }
  }
  return { side, mask };
}

const grains = new Map<Texture, Uint8Array>();

export function grain(texture: Texture): Uint8Array {
  let found = grains.get(texture);
  if (!found) grains.set(texture, (found = tooth(texture)));
  return found;
}

function tooth(texture: Texture): Uint8Array {
  if (texture === Texture.Smooth) return new Uint8Array(TILE * TILE).fill(255);
  let raised: Int32Array = Int32Array.from({ length: TILE * TILE }, (_, at) => mixed(at + texture * TILE * TILE));
  for (let again = 0; again < (texture === Texture.Cartridge ? 1 : 2); again++) raised = softened(raised);
  const steep = texture === Texture.Cartridge ? 3 : 6;
  return Uint8Array.from(raised, (value) => Math.min(Math.max((value - 127) * steep + 144, 0), 255));
}

function mixed(value: number): number {
  let bits = Math.imul(value, 0x9e3779b1);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x85ebca77);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae3d);
  bits ^= bits >>> 16;
  return bits >>> 24;
}

function softened(raised: Int32Array): Int32Array {
  const out = new Int32Array(raised.length);
  for (let y = 0; y < TILE; y++)
    for (let x = 0; x < TILE; x++) {
      let sum = 0;
      for (const down of [-1, 0, 1])
        for (const right of [-1, 0, 1]) sum += raised[((y + down) & 255) * TILE + ((x + right) & 255)]!;
      out[y * TILE + x] = div(sum, 9);
    }
  return out;
}

const even = Uint8Array.from({ length: 256 }, (_, covered) => covered);
const dried = Uint8Array.from({ length: 256 }, (_, covered) =>
  covered > 96 ? 110 : covered < 48 ? div(covered * 190, 48) : 190 - div(80 * (covered - 48), 48),
);
export const tone = (rim: boolean): Uint8Array => (rim ? dried : even);
