// Events as bytes and back: docs/formats/strokes.md. The server checks what it is sent; what is read here comes from it.
import type { Event, Sample } from "./events";

const HEAD = [0x50, 0x4e, 0x54, 0x53, 1];
const KINDS = { paper: 1, begin: 2, samples: 3, end: 4, undo: 5, redo: 6, erase: 7, fill: 8 } as const;
const NAMES = ["", "paper", "begin", "samples", "end", "undo", "redo", "erase", "fill"] as const;
const PRESSES = 1;
const LEANS = 2;
const UPRIGHT = 90;

export const head = (): Uint8Array => Uint8Array.from(HEAD);

export function writeEvents(events: Iterable<Event>): Uint8Array {
  const out: number[] = [];
  for (const event of events) {
    out.push(KINDS[event.kind]);
    if (event.kind === "samples") {
      run(out, event.samples);
      continue;
    }
    number(out, event.at);
    if (event.kind === "paper") {
      number(out, event.width);
      number(out, event.height);
      colour(out, event.colour);
      out.push(event.texture);
    } else if (event.kind === "begin") {
      out.push(event.tool);
      colour(out, event.colour);
      number(out, event.width);
      out.push(event.opacity);
    } else if (event.kind === "fill") {
      number(out, event.x);
      number(out, event.y);
      colour(out, event.colour);
      out.push(event.opacity);
    }
  }
  return Uint8Array.from(out);
}

function run(out: number[], samples: Sample[]): void {
  const first = samples[0]!;
  const presses = samples.some((one) => one.pressure !== first.pressure);
  const leans = samples.some((one) => one.tiltX !== first.tiltX || one.tiltY !== first.tiltY);
  number(out, samples.length);
  out.push((presses ? PRESSES : 0) | (leans ? LEANS : 0));
  signed(out, first.x);
  signed(out, first.y);
  number(out, first.t);
  out.push(first.pressure, first.tiltX + UPRIGHT, first.tiltY + UPRIGHT);
  let before = first;
  for (const one of samples.slice(1)) {
    signed(out, one.x - before.x);
    signed(out, one.y - before.y);
    number(out, one.t - before.t);
    if (presses) signed(out, one.pressure - before.pressure);
    if (leans) {
      signed(out, one.tiltX - before.tiltX);
      signed(out, one.tiltY - before.tiltY);
    }
    before = one;
  }
}

function number(out: number[], value: number): void {
  while (value > 0x7f) {
    out.push((value & 0x7f) | 0x80);
    value = Math.floor(value / 128);
  }
  out.push(value);
}

const signed = (out: number[], value: number): void => number(out, value >= 0 ? value * 2 : -value * 2 - 1);
const colour = (out: number[], value: number): void => void out.push(value >> 16, (value >> 8) & 0xff, value & 0xff);

class Reader {
  at = 0;
  constructor(readonly content: Uint8Array) {}

  byte(): number {
    const value = this.content[this.at++];
    if (value === undefined) throw new RangeError("This is not a drawing recorded by Pentimento.");
    return value;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const piece = this.byte();
      value += (piece & 0x7f) * scale;
      if (piece < 0x80) return value;
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  colour(): number {
    return (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }
}

export function readLog(content: Uint8Array): Event[] {
  const reader = new Reader(content);
  if (HEAD.some((byte) => reader.byte() !== byte)) throw new RangeError("This is not a drawing recorded by Pentimento.");
  const events: Event[] = [];
  while (reader.at < content.length) events.push(event(reader));
  return events;
}

function event(reader: Reader): Event {
  const kind = NAMES[reader.byte()];
  if (kind === "samples") return { kind, samples: readRun(reader) };
  const at = reader.number();
  switch (kind) {
    case "paper":
      return { kind, at, width: reader.number(), height: reader.number(), colour: reader.colour(), texture: reader.byte() };
    case "begin":
      return { kind, at, tool: reader.byte(), colour: reader.colour(), width: reader.number(), opacity: reader.byte() };
    case "fill":
      return { kind, at, x: reader.number(), y: reader.number(), colour: reader.colour(), opacity: reader.byte() };
    case "end":
    case "undo":
    case "redo":
    case "erase":
      return { kind, at };
    default:
      throw new RangeError("This is not a drawing recorded by Pentimento.");
  }
}

function readRun(reader: Reader): Sample[] {
  const count = reader.number();
  const changes = reader.byte();
  let before: Sample = {
    x: reader.signed(),
    y: reader.signed(),
    t: reader.number(),
    pressure: reader.byte(),
    tiltX: reader.byte() - UPRIGHT,
    tiltY: reader.byte() - UPRIGHT,
  };
  const found = [before];
  while (found.length < count) {
    const one = { ...before };
    one.x += reader.signed();
    one.y += reader.signed();
    one.t += reader.number();
    if (changes & PRESSES) one.pressure += reader.signed();
    if (changes & LEANS) {
      one.tiltX += reader.signed();
      one.tiltY += reader.signed();
    }
    found.push(one);
    before = one;
  }
  return found;
}
