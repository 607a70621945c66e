// What happens on the sheet goes two ways: to the eye at once, to the log in events of up to a quarter of a second.
import { Easel } from "../canvas/easel";
import { MOST_TOGETHER, REACH, type Begin, type Event, type Paper, type Sample } from "../canvas/events";
import { head, readLog, writeEvents } from "../canvas/format";
import type { Box } from "../canvas/sheet";

const TOGETHER = 250; // ms
type Bytes = Uint8Array<ArrayBuffer>;

export class Recorder {
  readonly easel = new Easel();
  private run: Sample[] = [];
  private owesEnd = false;
  private isEmpty = true;
  private readonly base: number;
  private readonly opened = performance.now();

  /** `log`: what was drawn before this page was opened. `adds` gets every piece of log, whole events each. */
  constructor(
    log: Bytes,
    private readonly adds: (content: Bytes) => void,
    private readonly changes: (box: Box | "all") => void,
  ) {
    if (log.length) {
      this.isEmpty = false;
      for (const event of readLog(log)) this.easel.take(event);
      this.owesEnd = this.easel.isDown;
      this.easel.settle();
    }
    this.base = this.easel.clock;
  }

  get hasLog(): boolean {
    return !this.isEmpty;
  }

  /** Milliseconds on the clock of the log; never back. */
  at(stamp = performance.now()): number {
    return Math.max(this.easel.clock, this.base + Math.round(stamp - this.opened));
  }

  /** A sheet that nothing was drawn on yet, so that it can still be exchanged. */
  lay(paper: Paper): void {
    if (this.isEmpty) this.changes(this.easel.take(paper));
    else this.take(paper);
  }

  take(event: Event): void {
    this.write(event);
    this.changes(this.easel.take(event));
  }

  begin(event: Begin): void {
    this.take(event);
  }

  moves(samples: Sample[]): void {
    const clean = samples.map((one) => this.within(one));
    for (const one of clean) this.run.push(one);
    this.changes(this.easel.take({ kind: "samples", samples: clean }));
    if (this.run.at(-1)!.t - this.run[0]!.t > TOGETHER || this.run.length > MOST_TOGETHER / 2) this.settle();
  }

  end(): void {
    this.settle();
    this.take({ kind: "end", at: this.at() });
  }

  /** Write down where the pen went so far. */
  settle(): void {
    const samples = this.run;
    this.run = [];
    if (samples.length) this.adds(writeEvents([{ kind: "samples", samples }]) as Bytes);
  }

  private within(one: Sample): Sample {
    const most = (value: number): number => Math.min(Math.max(value, -REACH), REACH);
    return { ...one, x: most(one.x), y: most(one.y), t: Math.max(one.t, this.run.at(-1)?.t ?? this.easel.clock) };
  }

  private write(event: Event): void {
    const events: Event[] = [event];
    if (this.isEmpty) {
      this.isEmpty = false;
      this.adds(Uint8Array.from([...head(), ...writeEvents([this.easel.paper!, ...events])]));
      return;
    }
    if (this.owesEnd) {
      this.owesEnd = false;
      events.unshift({ kind: "end", at: this.easel.clock });
    }
    this.adds(writeEvents(events) as Bytes);
  }
}
