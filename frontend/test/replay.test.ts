import assert from "node:assert/strict";
import { test } from "node:test";
import { Tool, type Begin, type Event, type Sample } from "../src/canvas/events";
import { readLog } from "../src/canvas/format";
import { css, mixed, PIGMENTS } from "../src/easel/colours";
import { Recorder } from "../src/easel/recorder";
import { Ghosts, moments, spans } from "../src/replay/story";

const at = (t: number, x = t): Sample => ({ x, y: 400, t, pressure: 150, tiltX: 0, tiltY: 0 });
const begin = (t: number, tool = Tool.Ink): Begin => ({ kind: "begin", at: t, tool, colour: 0x203040, width: 96, opacity: 255 });
const stroke = (t: number, tool = Tool.Ink): Event[] => [begin(t, tool), { kind: "samples", samples: [at(t), at(t + 50), at(t + 90)] }, { kind: "end", at: t + 100 }];
const paper: Event = { kind: "paper", at: 0, width: 200, height: 200, colour: 0xffffff, texture: 1 };

test("sixty-four pigments, each another, and mixing goes from one to the other", () => {
  const all = PIGMENTS.flat();
  assert.equal(all.length, 64);
  assert.equal(new Set(all).size, 64);
  assert.equal(mixed(0x112233, 0xffeedd, 0), 0x112233);
  assert.equal(mixed(0x112233, 0xffeedd, 1), 0xffeedd);
  const grey = mixed(0x000000, 0xffffff, 0.5);
  assert.ok([grey >> 16, (grey >> 8) & 255, grey & 255].every((one) => one > 80 && one < 140));
  assert.match(css(0x00000f), /^#00000f$/);
});

test("strokes, erasing and pauses stand on the line", () => {
  const log = [paper, ...stroke(100), ...stroke(9000, Tool.Eraser), { kind: "undo", at: 9200 } as Event];
  assert.deepEqual(
    spans(log).map(({ kind, from, to }) => [kind, from, to]),
    [["drawn", 100, 200], ["pause", 200, 9000], ["erased", 9000, 9100], ["erased", 9200, 9200]],
  );
});

test("a line can be stopped in its middle", () => {
  assert.equal(moments([paper, ...stroke(100)]).length, 6);
});

test("what is taken back is a ghost, until it comes back; after a new mark for good", () => {
  const ghosts = new Ghosts();
  for (const event of [...stroke(0), ...stroke(200)]) ghosts.take(event);
  assert.equal(ghosts.seen().length, 0);
  ghosts.take({ kind: "undo", at: 400 });
  assert.equal(ghosts.seen().length, 1);
  ghosts.take({ kind: "redo", at: 500 });
  assert.equal(ghosts.seen().length, 0);
  ghosts.take({ kind: "undo", at: 600 });
  for (const event of stroke(700)) ghosts.take(event);
  assert.equal(ghosts.seen().length, 1);
  ghosts.take({ kind: "erase", at: 900 });
  assert.equal(ghosts.seen().length, 3);
  ghosts.take({ kind: "undo", at: 1000 });
  assert.equal(ghosts.seen().length, 1);
});

test("what is recorded in pieces is one log, begun with its sheet, and goes on after a page that was closed", () => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const record = (log: Uint8Array<ArrayBuffer>): Recorder => new Recorder(log, (content) => pieces.push(content), () => undefined);
  const first = record(new Uint8Array());
  first.lay(paper as never);
  assert.equal(pieces.length, 0); // a sheet that nothing was drawn on is not kept
  first.begin(begin(first.at()));
  first.moves([at(0), at(10), at(400), at(420)]);
  first.moves([at(300), at(500)]); // a clock that goes back is held
  first.settle(); // and here the page is closed, pen down
  const log = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  const second = record(log);
  second.take({ kind: "erase", at: second.at() });
  const whole = readLog(Uint8Array.from(pieces.flatMap((piece) => [...piece])));
  assert.deepEqual(whole.map(({ kind }) => kind), ["paper", "begin", "samples", "samples", "end", "erase"]);
  const times = whole.flatMap((event) => (event.kind === "samples" ? event.samples.map(({ t }) => t) : [event.at]));
  assert.deepEqual(times, [...times].sort((a, b) => a - b));
});
