// A log and the sheet that follows from it, event by event. Undo puts pixels back instead of drawing all anew.
import type { Begin, Erase as Wipe, Event, Fill, Paper, Sample } from "./events";
import { Sheet, type Box, type Kept } from "./sheet";

type Mark = { begin: Begin; samples: Sample[] } | Fill | Wipe;
interface Done {
  mark: Mark;
  kept: Kept | null; // what lay there instead; null once it was let go to save memory
}

const MOST_KEPT = 96_000_000; // bytes of pixels held for undo

export class Easel {
  sheet: Sheet | null = null;
  paper: Paper | null = null;
  clock = 0;
  isDown = false;
  private readonly done: Done[] = [];
  private undone: Done[] = [];
  private samples: Sample[] = [];
  private begin: Begin | null = null;

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** One more event. What changed on the sheet, or "all". */
  take(event: Event): Box | "all" {
    this.clock = event.kind === "samples" ? event.samples.at(-1)!.t : event.at;
    switch (event.kind) {
      case "paper":
        return this.lay(event);
      case "begin":
        this.undone = [];
        this.samples = [];
        this.begin = event;
        this.isDown = true;
        this.sheet!.touch(event);
        return [0, 0, 0, 0];
      case "samples":
        this.samples.push(...event.samples);
        return this.sheet!.move(event.samples);
      case "end":
        return this.lift();
      case "fill":
        this.undone = [];
        return this.put(event);
      case "erase":
        this.undone = [];
        return this.put(event);
      case "undo":
        return this.undo();
      case "redo":
        return this.redo();
    }
  }

  /** A log that ends while the pen is down is drawn as far as it goes. */
  settle(): Box | "all" {
    return this.isDown ? this.lift() : [0, 0, 0, 0];
  }

  private lift(): Box {
    const { changed, kept } = this.sheet!.lift();
    this.isDown = false;
    this.remember({ mark: { begin: this.begin!, samples: this.samples }, kept });
    return changed;
  }

  private lay(paper: Paper): "all" {
    this.paper = paper;
    this.sheet = new Sheet(paper);
    this.again();
    return "all";
  }

  /** Everything there is, drawn from the beginning. */
  private again(): void {
    const marks = this.done.splice(0).map(({ mark }) => mark);
    for (const mark of marks) this.draw(mark);
    for (const one of this.undone) one.kept = null;
  }

  private draw(mark: Mark): Box {
    if (!("begin" in mark)) return this.put(mark);
    this.sheet!.touch(mark.begin);
    this.sheet!.move(mark.samples);
    const { kept } = this.sheet!.lift();
    this.remember({ mark, kept });
    return kept.box;
  }

  private put(mark: Fill | Wipe): Box {
    if (mark.kind === "erase") {
      this.remember({ mark, kept: this.sheet!.all() });
      return this.sheet!.erase();
    }
    const { changed, kept } = this.sheet!.fill(mark);
    this.remember({ mark, kept });
    return changed;
  }

  private remember(done: Done): void {
    this.done.push(done);
    let held = 0;
    for (let at = this.done.length - 1; at >= 0; at--) {
      held += this.done[at]!.kept?.pixels.length ?? 0;
      if (held > MOST_KEPT && at < this.done.length - 1) {
        if (this.done[at]!.kept === null) break;
        this.done[at]!.kept = null;
      }
    }
  }

  private undo(): Box | "all" {
    const last = this.done.pop();
    if (!last) return [0, 0, 0, 0];
    this.undone.push(last);
    if (last.kept) {
      last.kept = this.sheet!.swap(last.kept);
      return last.kept.box;
    }
    this.sheet!.erase();
    this.again();
    return "all";
  }

  private redo(): Box | "all" {
    const last = this.undone.pop();
    if (!last) return [0, 0, 0, 0];
    if (!last.kept) return this.draw(last.mark);
    const kept = this.sheet!.swap(last.kept);
    this.done.push({ mark: last.mark, kept });
    return kept.box;
  }
}
