// A log told again: moments in their order, spans for the line below, and what is there no more.
import { timeOf, Tool, type Begin, type Event, type Sample } from "../canvas/events";

export interface Span {
  kind: "drawn" | "erased" | "pause";
  from: number;
  to: number;
}
export interface Path {
  begin: Begin;
  samples: Sample[];
}

export const PAUSE = 3000; // ms without a mark

/** Runs of samples cut one by one, so that a line grows as it was drawn. */
export function moments(events: Event[]): Event[] {
  return events.flatMap((event): Event[] =>
    event.kind === "samples" ? event.samples.map((one) => ({ kind: "samples", samples: [one] })) : [event],
  );
}

export function spans(events: Event[]): Span[] {
  const found: Span[] = [];
  let begin: Begin | null = null;
  let last = events[0] ? timeOf(events[0]) : 0;
  for (const event of events) {
    const at = timeOf(event);
    if (!begin && at - last >= PAUSE) found.push({ kind: "pause", from: last, to: at });
    if (event.kind === "begin") begin = event;
    else if (event.kind === "end" && begin) {
      found.push({ kind: begin.tool === Tool.Eraser ? "erased" : "drawn", from: begin.at, to: at });
      begin = null;
    } else if (event.kind === "undo" || event.kind === "erase") found.push({ kind: "erased", from: at, to: at });
    else if (event.kind === "fill" || event.kind === "redo") found.push({ kind: "drawn", from: at, to: at });
    last = at;
  }
  return found;
}

/** Lines that were taken back or wiped, and where the eraser went. */
export class Ghosts {
  private there: (Path | "fill" | Path[])[] = []; // a wipe is the list of what it took
  private taken: (Path | "fill" | Path[])[] = [];
  private gone: Path[] = [];
  private drawing: Path | null = null;

  /** Whether what is to be seen of them changed. */
  take(event: Event): boolean {
    switch (event.kind) {
      case "begin":
        this.forget();
        this.drawing = { begin: event, samples: [] };
        return false;
      case "samples":
        this.drawing?.samples.push(...event.samples);
        return this.drawing?.begin.tool === Tool.Eraser;
      case "end":
        if (this.drawing) this.there.push(this.drawing);
        this.drawing = null;
        return false;
      case "fill":
        this.forget();
        this.there.push("fill");
        return false;
      case "erase":
        this.forget();
        this.there.push(this.lines());
        return true;
      case "undo": {
        const last = this.there.pop();
        if (last) this.taken.push(last);
        return true;
      }
      case "redo": {
        const last = this.taken.pop();
        if (last) this.there.push(last);
        return true;
      }
      default:
        return false;
    }
  }

  /** What was taken back and can come back no more stays a ghost for good. */
  private forget(): void {
    for (const one of this.taken) if (one !== "fill" && !Array.isArray(one)) this.gone.push(one);
    this.taken = [];
  }

  private lines(): Path[] {
    return this.there.filter((one): one is Path => one !== "fill" && !Array.isArray(one) && one.begin.tool !== Tool.Eraser);
  }

  seen(): Path[] {
    const back = this.taken.filter((one): one is Path => one !== "fill" && !Array.isArray(one));
    const wiped = this.there.flatMap((one) => (Array.isArray(one) ? one : []));
    const rubbed = this.there.filter((one): one is Path => one !== "fill" && !Array.isArray(one) && one.begin.tool === Tool.Eraser);
    return [...this.gone, ...back, ...wiped, ...rubbed, ...(this.drawing?.begin.tool === Tool.Eraser ? [this.drawing] : [])];
  }
}
