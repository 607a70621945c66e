// A log on its way: on the device at once, on the server within a second, again and again until it is there.
import { csrfToken, sentenceIn } from "../page/net";
import type { Piece, Shelf } from "./shelf";

export type State = "saved" | "saving" | "kept" | "unkept" | "signed-out" | "refused";
type Bytes = Uint8Array<ArrayBuffer>;

const PAUSE = 400; // ms until it is sent
const SHELVED = 150; // ms until it lies on the device, whether or not somebody answers
const MOST_SENT = 256_000; // bytes in one request
const MOST_LEAVING = 60_000; // bytes a browser sends for a page that is going

export const joined = (parts: Bytes[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
};

export class Keeper {
  private readonly waiting: Bytes[] = []; // whole events, from byte `there` on
  private unshelved: Piece | null = null;
  private end: number;
  private timer = 0;
  private tries = 0;
  private busy: Promise<void> | null = null;
  private stopped = false;
  private onDevice = true;
  private shelving = 0;
  private isAway = false;

  /** `there`: bytes the server has. */
  constructor(
    private there: number,
    private readonly shelf: Shelf | null,
    private readonly shows: (state: State, sentence?: string) => void,
  ) {
    this.end = there;
    addEventListener("online", () => this.soon(0));
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.flush();
    });
    addEventListener("beforeunload", (event) => {
      if (this.waiting.length && (!this.shelf || !this.onDevice)) event.preventDefault();
    });
  }

  /** One or more whole events. `shelved`: they lie on the device already. */
  add(content: Bytes, shelved = false): void {
    if (!content.length) return;
    this.waiting.push(content);
    if (!shelved) {
      const before = this.unshelved;
      this.unshelved = before ? { offset: before.offset, content: joined([before.content, content]) } : { offset: this.end, content };
    }
    this.end += content.length;
    if (!shelved) this.shelveSoon();
    this.soon(PAUSE);
  }

  get isSent(): boolean {
    return this.waiting.length === 0;
  }

  /** Send what there is; settled when that has arrived or will not now. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = 0;
    await this.shelve();
    while (!this.stopped && this.waiting.length) {
      const before = this.there;
      this.busy ??= this.send().finally(() => (this.busy = null));
      await this.busy;
      if (this.there === before) return;
    }
  }

  private soon(ms: number): void {
    if (this.stopped || (this.timer && ms)) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), ms);
  }

  private shelveSoon(): void {
    this.shows("saving");
    this.shelving ||= window.setTimeout(() => void this.shelve(), SHELVED);
  }

  private async shelve(): Promise<void> {
    clearTimeout(this.shelving);
    this.shelving = 0;
    const piece = this.unshelved;
    this.unshelved = null;
    if (piece) this.onDevice = (await this.shelf?.keep(piece)) ?? false;
    if (this.isAway && !this.unshelved) this.away();
  }

  private away(): void {
    this.isAway = true;
    this.shows(this.shelf && this.onDevice ? "kept" : "unkept");
  }

  private next(most: number): Bytes {
    let size = 0;
    const parts: Bytes[] = [];
    for (const one of this.waiting) {
      if (parts.length && size + one.length > most) break;
      parts.push(one);
      size += one.length;
    }
    return joined(parts);
  }

  private async send(): Promise<void> {
    let answer: Response;
    try {
      answer = await this.post(this.next(MOST_SENT), false);
    } catch {
      return this.later("unreachable");
    }
    if (answer.redirected || answer.status === 401) return this.later("signed-out");
    if (answer.status >= 500) return this.later("unreachable");
    if (!answer.ok) {
      this.stopped = true;
      return this.shows("refused", sentenceIn(answer.headers.get("X-Sentence"), await answer.text()));
    }
    const { length } = (await answer.json()) as { length: number };
    this.arrived(length);
  }

  private arrived(length: number): void {
    this.tries = 0;
    this.isAway = false;
    while (this.waiting.length && this.there + this.waiting[0]!.length <= length) this.there += this.waiting.shift()!.length;
    if (this.waiting.length) return;
    this.shows("saved");
    void this.shelf?.drop(this.there);
  }

  private later(why: "unreachable" | "signed-out"): void {
    if (why === "signed-out") this.shows(why);
    else if (!this.unshelved) this.away();
    else this.isAway = true; // said as soon as the rest lies on the device
    this.tries = Math.min(this.tries + 1, 4);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), 1000 * 2 ** this.tries);
  }

  private leave(): void {
    void this.shelve();
    if (!this.stopped && this.waiting.length && !this.busy) void this.post(this.next(MOST_LEAVING), true).catch(() => undefined);
  }

  private post(content: Bytes, keepalive: boolean): Promise<Response> {
    return fetch(`${location.pathname}?from=${this.there}`, {
      method: "POST",
      body: content,
      headers: { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": csrfToken() },
      credentials: "same-origin",
      keepalive,
    });
  }
}
