// Draws logs for whoever asks on standard input: length (4 bytes), log; answers width, height (4 bytes each), RGB.
// tests/core/strokes/test_same_pixels.py asks, and compares every byte with the server's drawing.
import { readSync, writeSync } from "node:fs";
import { Easel } from "../src/canvas/easel";
import { readLog, writeEvents } from "../src/canvas/format";

function exactly(count: number): Buffer | null {
  const out = Buffer.alloc(count);
  for (let at = 0; at < count; ) {
    const got = readSync(0, out, at, count - at, null);
    if (got === 0) return null;
    at += got;
  }
  return out;
}

function answer(...parts: Uint8Array[]): void {
  for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(1, part, at);
}

for (let size = exactly(4); size; size = exactly(4)) {
  const content = exactly(size.readUInt32BE())!;
  const events = readLog(content);
  const again = writeEvents(events);
  if (Buffer.compare(again, content.subarray(5)) !== 0) throw new Error("The log was not written as it was read.");
  const easel = new Easel();
  for (const event of events) easel.take(event);
  easel.settle();
  const { width, height, pixels } = easel.sheet!;
  const rgb = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) for (let channel = 0; channel < 3; channel++) rgb[at * 3 + channel] = pixels[at * 4 + channel]!;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  answer(head, rgb);
}
