import assert from "node:assert/strict";
import { test } from "node:test";
import tokens from "../css/tokens.css";
import { settle } from "../src/page/evidence";
import { levelsIn } from "../src/look/levels";
import { towards } from "../src/look/order";
import { stampOf } from "../src/room/stamps";
import { daysIn, moved, zoomed } from "../src/thread/scale";

test("a day zooms out to a week, a month, a quarter, half a year, a year, and back", () => {
  let span = { from: "2026-05-03", to: "2026-05-03" };
  const seen = [7, 14, 31, 92, 183, 366].map(() => daysIn((span = zoomed(span, 1))));
  assert.deepEqual(seen, [7, 14, 31, 92, 183, 366]);
  assert.equal(span.to, "2026-05-03");
  assert.equal(daysIn(zoomed(span, -1)), 183);
});

test("time does not zoom beyond a day or a decade", () => {
  const day = { from: "2026-05-03", to: "2026-05-03" };
  assert.deepEqual(zoomed(day, -1), day);
  const decade = { from: "2016-05-04", to: "2026-05-04" };
  assert.deepEqual(zoomed(decade, 1), decade);
});

test("zooming keeps the day under the pointer", () => {
  const span = zoomed({ from: "2026-01-01", to: "2026-12-31" }, -1, 0);
  assert.equal(span.from, "2026-01-01");
});

test("moving goes by half of what is shown, over a leap day and the change of clocks", () => {
  assert.deepEqual(moved({ from: "2028-02-28", to: "2028-03-05" }, 1), { from: "2028-03-03", to: "2028-03-09" });
  assert.deepEqual(moved({ from: "2026-03-29", to: "2026-03-29" }, -1), { from: "2026-03-28", to: "2026-03-28" });
});

test("arrows walk along the wall and down to the nearest work below", () => {
  const spots = [[0, 0], [100, 0], [220, 5], [10, 200], [150, 200]].map(([x, y]) => ({ x: x!, y: y!, height: 120 }));
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => towards(key, 1, spots)),
    [2, 0, 4, 1, 0, 4],
  );
  assert.equal(towards("ArrowUp", 3, spots), 0);
});

test("evidence cards lie beside their sentences and never over each other", () => {
  const tops = settle([{ wish: 0, height: 50 }, { wish: 20, height: 30 }, { wish: 300, height: 10 }], 10);
  assert.deepEqual(tops, [0, 60, 300]);
});

test("the sizes of a picture are read smallest first, each at its own address", () => {
  const found = levelsIn("/works/7/SIZE/?turned=90 screen 848 1200 thumb 339 480");
  assert.deepEqual(found, [
    { url: "/works/7/thumb/?turned=90", width: 339, height: 480 },
    { url: "/works/7/screen/?turned=90", width: 848, height: 1200 },
  ]);
});

test("levels that are broken or empty leave the plain picture", () => {
  assert.deepEqual(levelsIn("not sizes"), []);
  assert.deepEqual(levelsIn(undefined), []);
  assert.deepEqual(levelsIn("").map(({ url }) => url), []);
  assert.deepEqual(levelsIn("/w/SIZE/ thumb 20 10 screen 0 1 full x 9 torn 5").map(({ url }) => url), ["/w/thumb/"]);
});

const luminance = (hex: string): number => {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};

const contrast = (one: string, other: string): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
};

const PAIRS: [string, string, number][] = [
  ...["ink", "ink-2", "ultramarine", "viridian", "ochre", "vermilion"].flatMap(
    (text): [string, string, number][] => [[text, "paper", 4.5], [text, "paper-2", 4.5]],
  ),
  ...["ultramarine", "viridian", "ochre", "vermilion"].flatMap(
    (text): [string, string, number][] => [[text, `${text}-wash`, 4.5], ["ink", `${text}-wash`, 4.5]],
  ),
  ["ink-2", "ultramarine-wash", 4.5],
  ["on-pigment", "ultramarine", 4.5],
  ["wall-ink", "wall", 4.5],
  ["wall-ink-2", "wall", 4.5],
  ["line-strong", "paper", 3],
];

for (const [text, ground, least] of PAIRS) {
  test(`${text} on ${ground} can be read by day and by night`, () => {
    const twin = (name: string): string[] => {
      const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens as string);
      assert.ok(found, `${name} has a twin`);
      return [found[1]!, found[2]!];
    };
    const [day, night] = [0, 1].map((at) => contrast(twin(text)[at]!, twin(ground)[at]!));
    assert.ok(day! >= least, `day ${day!.toFixed(2)}`);
    assert.ok(night! >= least, `night ${night!.toFixed(2)}`);
  });
}

test("words written up on a later day stand beside the session's day, words of the hour beside their time", () => {
  const session = { day: "2026-10-20", dayWords: "20 Oct", ends: new Date(2026, 9, 21, 0, 20).toISOString() };
  const at = (...parts: [number, number, number, number, number]): string => new Date(...parts).toISOString();
  assert.equal(stampOf(at(2026, 10, 22, 7, 49), session), "20 Oct");
  assert.equal(stampOf(at(2026, 9, 20, 10, 5), session), "10:05");
  assert.equal(stampOf(at(2026, 9, 21, 0, 10), session), "00:10"); // past midnight, still in the session
  assert.equal(stampOf("", session), "");
  assert.equal(stampOf(at(2026, 10, 22, 7, 49)), "07:49");
});
