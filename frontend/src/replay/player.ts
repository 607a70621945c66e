// The player: any moment of a drawing, faster or slower, with its pauses and what was erased.
import { Easel } from "../canvas/easel";
import { timeOf, UNIT, type Event } from "../canvas/events";
import { Ghosts, moments, PAUSE, spans, type Path, type Span } from "./story";

const BEFORE = 700; // ms of a pause that are left when playing: long enough to see that there was one

export class Player {
  private easel = new Easel();
  private ghosts = new Ghosts();
  private next = 0; // the moment that comes next
  private now: number;
  private speed = 2;
  private frame = 0;
  private seenAt = 0;
  private readonly story: Event[];
  private readonly spans: Span[];
  private readonly start: number;
  private readonly end: number;
  private readonly paint: CanvasRenderingContext2D;
  private readonly over: CanvasRenderingContext2D;
  private readonly time: HTMLInputElement;
  private image: ImageData | null = null;

  constructor(
    private readonly root: HTMLElement,
    events: Event[],
  ) {
    this.story = moments(events);
    this.spans = spans(events);
    const marks = events.filter((event) => event.kind !== "paper");
    this.start = this.now = marks[0] ? timeOf(marks[0]) : 0;
    this.end = timeOf(events.at(-1)!);
    this.paint = this.one<HTMLCanvasElement>("[data-replay-sheet]").getContext("2d", { alpha: false })!;
    this.over = this.one<HTMLCanvasElement>("[data-replay-ghosts]").getContext("2d")!;
    this.time = this.one("[data-replay-time]");
    const step = Number(this.time.step);
    this.time.max = String(Math.ceil((this.end - this.start) / step) * step); // else its last step would miss the end
    this.time.addEventListener("input", () => this.go(Math.min(this.start + this.time.valueAsNumber, this.end)));
    this.one("[data-replay-play]").addEventListener("click", () => (this.frame ? this.halt() : this.play()));
    this.one("[data-replay-erased]").addEventListener("change", () => this.haunt());
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("[data-speed]"))
      button.addEventListener("click", () => this.hurry(Number(button.dataset.speed)));
    this.line();
    this.go(this.end);
  }

  play(): void {
    if (this.now >= this.end) this.go(this.start);
    this.seenAt = performance.now();
    this.frame = requestAnimationFrame((at) => this.step(at));
    this.one("[data-replay-play]").textContent = this.root.dataset.halt ?? "";
  }

  private halt(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.one("[data-replay-play]").textContent = this.root.dataset.play ?? "";
  }

  private step(at: number): void {
    const then = this.now + Math.max(at - this.seenAt, 0) * this.speed;
    this.seenAt = at;
    const coming = this.story[this.next];
    const gap = coming ? timeOf(coming) - this.now : 0;
    const skips = gap > PAUSE && !this.easel.isDown && then - this.lastMark() > BEFORE * this.speed;
    this.go(Math.min(skips ? timeOf(coming!) - 1 : then, this.end), false);
    if (this.now >= this.end) this.halt();
    else this.frame = requestAnimationFrame((next) => this.step(next));
  }

  private lastMark(): number {
    const before = this.story[this.next - 1];
    return before ? timeOf(before) : this.start;
  }

  private hurry(speed: number): void {
    this.speed = speed;
    for (const button of this.root.querySelectorAll("[data-speed]")) button.setAttribute("aria-pressed", String(Number((button as HTMLElement).dataset.speed) === speed));
  }

  /** Show the sheet as it was at this moment. */
  private go(to: number, halts = true): void {
    if (halts && this.frame) this.halt();
    if (to < this.now || this.next === 0) this.again();
    this.now = to;
    let haunted = false;
    for (let event = this.story[this.next]; event && timeOf(event) <= to; event = this.story[++this.next]) {
      const box = this.easel.take(event);
      haunted = this.ghosts.take(event) || haunted;
      if (event.kind === "paper") this.lay();
      else if (box === "all") this.show();
      else if (box[0] < box[2]) this.show(box);
    }
    if (haunted) this.haunt();
    this.time.valueAsNumber = to >= this.end ? Number(this.time.max) : to - this.start;
    this.clock();
  }

  private again(): void {
    this.easel = new Easel();
    this.ghosts = new Ghosts();
    this.next = 0;
    this.haunt();
  }

  private lay(): void {
    const { width, height, pixels } = this.easel.sheet!;
    for (const { canvas } of [this.paint, this.over])
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
    this.image = new ImageData(pixels, width, height);
    this.show();
  }

  private show(box?: [number, number, number, number]): void {
    const [left, top, right, bottom] = box ?? [0, 0, this.image!.width, this.image!.height];
    this.paint.putImageData(this.image!, 0, 0, left, top, right - left, bottom - top);
  }

  private haunt(): void {
    const { over } = this;
    over.clearRect(0, 0, over.canvas.width, over.canvas.height);
    if (!this.one<HTMLInputElement>("[data-replay-erased]").checked) return;
    over.strokeStyle = "rgb(196 52 28 / 0.55)";
    over.lineCap = over.lineJoin = "round";
    for (const path of this.ghosts.seen()) this.trace(path);
  }

  private trace({ begin, samples }: Path): void {
    const { over } = this;
    over.lineWidth = Math.max(2, Math.min(begin.width / UNIT / 4, 6));
    over.setLineDash([10, 8]);
    over.beginPath();
    for (const { x, y } of samples) over.lineTo(x / UNIT, y / UNIT);
    over.stroke();
  }

  private clock(): void {
    const minutes = (ms: number): string => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
    const pause = this.spans.find(({ kind, from, to }) => kind === "pause" && from < this.now && this.now < to);
    const words = this.root.dataset;
    const place = (words.of ?? "").replace("%s", minutes(this.now - this.start)).replace("%s", minutes(this.end - this.start));
    const told = pause ? `${place} · ${(words.paused ?? "").replace("%s", minutes(pause.to - pause.from))}` : place;
    const clock = this.one("[data-replay-clock]");
    if (clock.textContent !== told) clock.textContent = told;
    clock.setAttribute("aria-live", this.frame ? "off" : "polite");
    this.time.setAttribute("aria-valuetext", told);
  }

  /** Below the slider: when there was drawing, erasing, and a pause. */
  private line(): void {
    const svg = this.root.querySelector<SVGSVGElement>("[data-replay-marks]")!;
    const long = Math.max(this.end - this.start, 1);
    svg.setAttribute("viewBox", "0 0 1000 10");
    for (const { kind, from, to } of this.spans) {
      if (to < this.start || (kind === "pause" && from < this.start)) continue;
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      bar.dataset.kind = kind;
      bar.setAttribute("x", String(((from - this.start) / long) * 1000));
      bar.setAttribute("width", String(Math.max(((to - from) / long) * 1000, 2)));
      bar.setAttribute("y", kind === "pause" ? "3" : "0");
      bar.setAttribute("height", kind === "pause" ? "4" : "10");
      svg.append(bar);
    }
  }

  private one<T extends HTMLElement>(selector: string): T {
    return this.root.querySelector<T>(selector)!;
  }
}
