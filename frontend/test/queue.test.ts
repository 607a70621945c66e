import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, due, MOST, QUIET, SaveQueue, type Answer, type Entry, type State } from "../src/room/queue";

/** A clock that moves only when told, a server that answers what it was given, a screen that remembers. */
class Bench {
  time = 0;
  timers: { at: number; what: () => void }[] = [];
  sent: Entry[] = [];
  answers: Answer[] = [];
  heard: string[] = [];
  state: State = "saved";
  readonly queue = new SaveQueue({
    send: (entry) => {
      this.sent.push({ ...entry });
      return Promise.resolve(this.answers.shift() ?? { kind: "saved", version: entry.version + 1, savedAt: "now" });
    },
    later: (ms, what) => {
      const timer = { at: this.time + ms, what };
      this.timers.push(timer);
      return () => (this.timers = this.timers.filter((one) => one !== timer));
    },
    now: () => this.time,
    heard: (_, answer) => this.heard.push(answer.kind),
    shows: (state) => (this.state = state),
  });

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      for (let turn = 0; turn < 5; turn++) await Promise.resolve(); // let answers arrive
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.timers = this.timers.filter((one) => one !== next);
      next.what();
    }
    this.time = end;
  }
}

const entry = (text = "", more: Partial<Entry> = {}): Entry => ({
  key: "k", pad: "seen", text, version: 0, stampedAt: "2026-05-03T14:32:00Z", finished: false, sent: [], ...more,
});

test("words are sent at most a second and a half after the last key", async () => {
  const bench = new Bench();
  bench.queue.touch(entry("blue"));
  await bench.pass(1500);
  assert.deepEqual(bench.sent.map(({ text }) => text), ["blue"]);
  assert.equal(bench.state, "saved");
  assert.equal(bench.queue.unsent.length, 0);
});

test("somebody who never stops typing is saved at least every three seconds", async () => {
  const bench = new Bench();
  const one = entry();
  for (let key = 0; key < 60; key++) {
    one.text += "a";
    bench.queue.touch(one);
    await bench.pass(200);
  }
  assert.ok(bench.sent.length >= 4, `${bench.sent.length} times in 12 s`);
  assert.deepEqual(bench.sent.map(({ version }) => version), bench.sent.map((_, index) => index));
});

test("words typed while others are on their way are sent after them", async () => {
  const bench = new Bench();
  const one = entry("blue");
  bench.queue.touch(one, true);
  bench.timers.shift()!.what();
  one.text = "blue sea";
  bench.queue.touch(one);
  await bench.pass(4000);
  assert.deepEqual(bench.sent.map(({ text, version }) => [text, version]), [["blue", 0], ["blue sea", 1]]);
});

test("a lost connection is tried again after 1, 2, 4, 8, 15, 15 seconds", async () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(backoff), [1000, 2000, 4000, 8000, 15000, 15000]);
  const bench = new Bench();
  bench.answers = [{ kind: "unreachable" }, { kind: "unreachable" }];
  bench.queue.touch(entry("blue"), true);
  await bench.pass(900);
  assert.equal(bench.state, "unreachable");
  await bench.pass(2200);
  assert.equal(bench.sent.length, 3);
  assert.equal(bench.state, "saved");
});

test("typing on while offline neither hastens nor resets the next try", async () => {
  const bench = new Bench();
  bench.answers = [{ kind: "unreachable" }];
  const one = entry("a");
  bench.queue.touch(one, true);
  await bench.pass(100);
  one.text = "ab";
  bench.queue.touch(one);
  await bench.pass(1000);
  assert.deepEqual(bench.sent.map(({ text }) => text), ["a", "ab"]);
});

test("somebody else's words stop the sending until the person has chosen", async () => {
  const bench = new Bench();
  bench.answers = [{ kind: "conflict", theirs: "a red house", version: 7 }];
  bench.queue.touch(entry("a blue house"), true);
  await bench.pass(20_000);
  assert.equal(bench.sent.length, 1);
  assert.equal(bench.state, "held");
  bench.queue.resolve("k", "both houses", 7);
  await bench.pass(10);
  assert.deepEqual([bench.sent[1]!.text, bench.sent[1]!.version], ["both houses", 7]);
  assert.equal(bench.state, "saved");
});

test("words that were refused are sent again once they have changed", async () => {
  const bench = new Bench();
  bench.answers = [{ kind: "refused", sentence: "Too long." }];
  const one = entry("far too long");
  bench.queue.touch(one, true);
  await bench.pass(20_000);
  assert.deepEqual([bench.sent.length, bench.state], [1, "held"]);
  one.text = "short";
  bench.queue.touch(one);
  await bench.pass(2000);
  assert.deepEqual([bench.sent.at(-1)!.text, bench.state], ["short", "saved"]);
});

test("our own earlier words, whose answer was lost, are no conflict", async () => {
  const bench = new Bench();
  bench.answers = [{ kind: "unreachable" }, { kind: "conflict", theirs: "blue", version: 1 }];
  const one = entry("blue");
  bench.queue.touch(one, true);
  await bench.pass(500);
  one.text = "blue sea";
  bench.queue.touch(one);
  await bench.pass(3000);
  assert.deepEqual(bench.heard, ["unreachable", "saved"]);
  assert.deepEqual([bench.sent.at(-1)!.text, bench.sent.at(-1)!.version], ["blue sea", 1]);
});

test("a page that is left sends what is unsent at once", () => {
  const bench = new Bench();
  bench.queue.touch(entry("blue"));
  bench.queue.flush();
  assert.deepEqual(bench.sent.map(({ text }) => text), ["blue"]);
});

test("the wait is never negative and never beyond the quiet time", () => {
  assert.equal(due(0, 0, 0), QUIET);
  assert.equal(due(2000, 0, 1900), MOST - 2000);
  assert.equal(due(9000, 0, 8999), 0);
});
