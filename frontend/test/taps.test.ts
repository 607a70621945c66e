import assert from "node:assert/strict";
import { test } from "node:test";
import { Taps, TWICE } from "../src/room/taps";

test("a second tap on the same thing within a second says nothing new", () => {
  const taps = new Taps();
  assert.deepEqual([0, 200, TWICE - 1, TWICE].map((now) => taps.repeats("clay", now)), [false, true, true, false]);
});

test("a tap on something else is a tap of its own", () => {
  const taps = new Taps();
  assert.equal(taps.repeats("clay", 0), false);
  assert.equal(taps.repeats("ink", 10), false);
});
