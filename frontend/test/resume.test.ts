import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE, Sending, type Answer, type Line } from "../src/phone/resume";

const CONTENT = Uint8Array.from({ length: 2.5 * PIECE }, (_, place) => place % 251);
const PLACE = "/phone/pictures/one/";

/** A server that keeps what arrives, on a line that is cut where it is told. */
class Bench implements Line {
  kept: number[] = [];
  asked: string[] = [];
  waited = 0;
  cuts: number[] = []; // before each request: how many bytes of it arrive before the line goes dead
  refuses?: Answer;
  dropped = 0;

  ask(method: "POST" | "HEAD" | "PATCH", address: string, headers: Record<string, string>, body?: Blob): Promise<Answer> {
    this.asked.push(method);
    return this.answer(method, address, headers, body);
  }

  private async answer(method: string, address: string, headers: Record<string, string>, body?: Blob): Promise<Answer> {
    const cut = method === "PATCH" ? this.cuts.shift() : undefined;
    const said = { status: 204, offset: 0, place: "", sentence: "" };
    if (method === "POST") return { ...said, status: 201, place: PLACE };
    assert.equal(address, PLACE);
    if (this.dropped > 0 && this.dropped--) {
      this.kept = [];
      return { ...said, status: 404 };
    }
    if (method === "HEAD") return { ...said, status: 200, offset: this.kept.length };
    if (this.refuses) return this.refuses;
    if (Number(headers["Upload-Offset"]) !== this.kept.length) return { ...said, status: 409 };
    const bytes = new Uint8Array(await body!.arrayBuffer());
    for (const byte of bytes.subarray(0, cut)) this.kept.push(byte);
    if (cut !== undefined) throw new TypeError("the line is dead");
    return { ...said, offset: this.kept.length };
  }

  pause(): Promise<void> {
    this.waited++;
    return Promise.resolve();
  }
}

const send = (bench: Bench, told: string[] = []): Promise<{ kept: boolean; sentence: string }> =>
  new Sending(bench, "/phone/pictures/", new File([CONTENT], "Foto é.jpg"), (state) => told.push(state)).run();

test("a picture arrives in pieces, as it is", async () => {
  const bench = new Bench();
  assert.deepEqual(await send(bench), { kept: true, sentence: "" });
  assert.deepEqual(bench.asked, ["POST", "PATCH", "PATCH", "PATCH"]);
  assert.deepEqual(Uint8Array.from(bench.kept), CONTENT);
});

test("cut anywhere, it looks where the server stands and goes on by itself", async () => {
  for (const cut of [0, 1, 777, PIECE - 1, PIECE]) {
    const [bench, told] = [new Bench(), [] as string[]];
    bench.cuts = [cut, cut];
    assert.equal((await send(bench, told)).kept, true);
    assert.deepEqual(Uint8Array.from(bench.kept), CONTENT);
    assert.equal(bench.waited, 2);
    assert.ok(told.includes("waiting") && bench.asked.includes("HEAD"));
  }
});

test("an answer that was lost after the last byte is asked for again, with nothing in it", async () => {
  const bench = new Bench();
  bench.cuts = [undefined, undefined, PIECE] as number[];
  assert.equal((await send(bench)).kept, true);
  assert.deepEqual(Uint8Array.from(bench.kept), CONTENT);
  assert.deepEqual(bench.asked.slice(-2), ["HEAD", "PATCH"]);
});

test("what the server will not have is not sent again, and its sentence is shown", async () => {
  const bench = new Bench();
  bench.refuses = { status: 415, offset: 0, place: "", sentence: "This is not a picture." };
  assert.deepEqual(await send(bench), { kept: false, sentence: "This is not a picture." });
  assert.equal(bench.asked.length, 2);
});

test("an upload the server has dropped begins anew, and not for ever", async () => {
  const once = new Bench();
  once.dropped = 1;
  assert.equal((await send(once)).kept, true);
  assert.deepEqual(Uint8Array.from(once.kept), CONTENT);
  const always = new Bench();
  always.dropped = 1000;
  assert.deepEqual(await send(always), { kept: false, sentence: "" });
  assert.ok(always.asked.length < 10);
});
