// Drawing on screen: one sheet, everything else out of the way. What is drawn is kept while it is drawn.
import type { Tool } from "./canvas/events";
import { FILL, Tools } from "./easel/tools";
import { joined, Keeper, type State } from "./easel/keeper";
import { Pen, Ring, type Drawn } from "./easel/pen";
import { Recorder } from "./easel/recorder";
import { Screen } from "./easel/screen";
import { Shelf, type Piece } from "./easel/shelf";
import { isTyping } from "./page/keys";

type Bytes = Uint8Array<ArrayBuffer>;

/** What the server has, and what this device has beyond it. */
function together(there: Bytes, pieces: Piece[]): Bytes {
  let log = there;
  for (const { offset, content } of pieces) {
    if (offset > log.length) break;
    const known = log.subarray(offset, offset + content.length);
    if (known.some((byte, at) => byte !== content[at])) break; // somebody else drew on; theirs is in the record
    log = joined([log, content.slice(known.length)]);
  }
  return log;
}

class Desk implements Drawn {
  private readonly screen: Screen;
  private readonly tools: Tools;
  private readonly recorder: Recorder;
  private readonly keeper: Keeper;
  private lastShown: State | "" = "";
  private lastTold: State | "" = "";

  constructor(
    private readonly root: HTMLElement,
    there: Bytes,
    log: Bytes,
    shelf: Shelf | null,
    shelved: boolean,
  ) {
    this.screen = new Screen(root.querySelector("canvas")!, root.querySelector<HTMLElement>("[data-desk]")!);
    this.keeper = new Keeper(there.length, shelf, (...what) => this.shows(...what));
    this.recorder = new Recorder(log, (content) => this.keeper.add(content), (box) => this.changed(box));
    this.tools = new Tools(root, (paper) => this.recorder.lay({ ...paper, at: this.recorder.hasLog ? this.recorder.at() : 0 }));
    if (log.length > there.length) this.keeper.add(log.slice(there.length) as Bytes, shelved);
    if (!this.recorder.easel.paper) this.recorder.lay(this.tools.paper());
    this.changed("all");
    new Pen(this.screen, this);
    new Ring(this.screen, this, root.querySelector<HTMLElement>("[data-ring]")!, () => this.tools.wide);
    this.buttons();
    document.addEventListener("keydown", (event) => this.key(event));
  }

  down(x: number, y: number): void {
    const { tool, colour, wide, opacity } = this.tools;
    const at = this.recorder.at();
    if (tool !== FILL) return this.recorder.begin({ kind: "begin", at, tool: tool as Tool, colour, width: wide, opacity });
    const { width, height } = this.screen.canvas;
    const [column, row] = [x >> 4, y >> 4];
    if (column >= 0 && row >= 0 && column < width && row < height) this.recorder.take({ kind: "fill", at, x: column, y: row, colour, opacity });
  }

  moves(samples: Parameters<Drawn["moves"]>[0]): void {
    if (this.recorder.easel.isDown) this.recorder.moves(samples);
  }

  up(): void {
    if (this.recorder.easel.isDown) this.recorder.end();
  }

  takeBack(): void {
    this.plain("undo");
  }

  at(stamp: number): number {
    return this.recorder.at(stamp);
  }

  private plain(kind: "undo" | "redo" | "erase"): void {
    const { easel } = this.recorder;
    if (easel.isDown || (kind === "undo" && !easel.canUndo) || (kind === "redo" && !easel.canRedo)) return;
    if (kind === "erase" && !easel.canUndo) return;
    this.recorder.take({ kind, at: this.recorder.at() });
  }

  private changed(box: Parameters<Screen["show"]>[0]): void {
    if (!this.tools) return; // the log of before is still being drawn
    const { sheet, paper, canUndo, canRedo } = this.recorder.easel;
    if (box === "all" && sheet && paper) {
      this.screen.lay(sheet);
      this.tools.show(paper, this.recorder.hasLog);
    } else this.screen.show(box);
    this.able("undo", canUndo);
    this.able("redo", canRedo);
    this.able("erase", canUndo);
    if (this.recorder.hasLog && !this.root.hasAttribute("data-begun")) {
      this.root.toggleAttribute("data-begun", true);
      this.tools.show(paper!, true);
    }
  }

  private able(what: string, is: boolean): void {
    const button = this.root.querySelector<HTMLButtonElement>(`[data-do="${what}"]`);
    if (button && button.disabled === is) button.disabled = !is;
  }

  private buttons(): void {
    const doing: Record<string, () => void> = {
      undo: () => this.plain("undo"),
      redo: () => this.plain("redo"),
      erase: () => this.plain("erase"),
      turn: () => this.screen.turnBy(15),
      back: () => this.screen.turnBy(-15),
    };
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("[data-do]")) button.addEventListener("click", () => doing[button.dataset.do ?? ""]?.());
    const form = this.root.querySelector<HTMLFormElement>("[data-finish]");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.finish(form);
    });
    // What opens over the sheet closes as soon as somebody draws on.
    this.screen.canvas.addEventListener("pointerdown", () => {
      for (const open of this.root.querySelectorAll<HTMLDetailsElement>("details[open]")) open.open = false;
    });
  }

  private async finish(form: HTMLFormElement): Promise<void> {
    this.up();
    await this.keeper.flush();
    if (this.keeper.isSent) return form.submit();
    const light = this.root.querySelector<HTMLElement>("[data-kept-state]");
    if (light && this.lastShown !== "refused") light.textContent = light.dataset.later ?? "";
    this.lastShown = "";
  }

  private key(event: KeyboardEvent): void {
    if (document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
      event.preventDefault();
      return this.plain(event.shiftKey || key === "y" ? "redo" : "undo");
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (/^[1-8]$/.test(key)) this.tools.choose(Number(key));
    else if (key === "[") this.tools.widen(1 / 1.25);
    else if (key === "]") this.tools.widen(1.25);
    else if (key === "r") this.screen.turnBy(event.shiftKey ? -15 : 15);
  }

  private shows(state: State, sentence = ""): void {
    const light = this.root.querySelector<HTMLElement>("[data-kept-state]");
    if (!light || (this.lastShown === state && !sentence)) return;
    this.lastShown = state;
    const words = light.dataset;
    const said: Record<State, string | undefined> = {
      saved: words.saved,
      saving: words.saving,
      kept: words.kept,
      unkept: words.unkept,
      "signed-out": words.signedOut,
      refused: sentence || words.unkept,
    };
    light.dataset.state = state;
    // Told aloud once, not after every stroke.
    light.setAttribute("aria-live", state === "saved" || state === "saving" || state === this.lastTold ? "off" : "polite");
    if (state !== "saving") this.lastTold = state;
    light.textContent = said[state] ?? "";
  }
}

async function start(root: HTMLElement): Promise<void> {
  const { drawing = "", draftKey = "" } = root.dataset;
  delete root.dataset.draftKey;
  const shelf = await Shelf.open(drawing, draftKey);
  const [answer, pieces] = await Promise.all([fetch(`${location.pathname}?log`, { credentials: "same-origin" }), shelf?.all() ?? []]);
  const there = new Uint8Array(await answer.arrayBuffer());
  const log = together(there, pieces);
  const last = pieces.at(-1);
  // What fits no more is let go of; what fits is put on the shelf anew.
  const stale = last !== undefined && last.offset + last.content.length > log.length;
  if (stale) await shelf?.drop(Number.MAX_SAFE_INTEGER);
  new Desk(root, there, log, shelf, !stale);
  root.toggleAttribute("data-ready", true);
}

const root = document.querySelector<HTMLElement>("[data-easel]");
if (root) void start(root);
