// The session room: nothing to save, because it is saved.
import { say } from "./page/notices";
import { startCapture } from "./room/capture";
import { choose } from "./room/conflict";
import { Drafts } from "./room/drafts";
import { startMedia } from "./room/media";
import { Pad } from "./room/pad";
import { SaveQueue, type Answer, type Entry, type State } from "./room/queue";
import { sendEntry } from "./room/send";
import { clockOf } from "./room/stamps";

const LEAVING = 10_000; // ms a page may take to be replaced by the next
const DRAFT_PAUSE = 300; // ms: often enough that a crash costs a word, seldom enough that typing stays light

class Room {
  private readonly queue: SaveQueue;
  private readonly pads = new Map<string, Pad>();
  private readonly waiting = new Map<string, number>();
  private readonly light: HTMLElement | null;
  private readonly place: string;
  private savedAt = "";
  private leaving = 0;

  constructor(
    root: HTMLElement,
    private readonly drafts: Drafts | null,
  ) {
    const url = root.dataset.saveUrl ?? "";
    this.light = root.querySelector("[data-saved-state]");
    this.place = `pentimento.open.${root.dataset.session ?? ""}`;
    this.queue = new SaveQueue({
      send: (entry, leaving) => sendEntry(url, entry, leaving),
      later: (ms, what) => {
        const timer = setTimeout(what, ms);
        return () => clearTimeout(timer);
      },
      now: () => Date.now(),
      heard: (entry, answer) => void this.heard(entry, answer),
      shows: (state) => this.shows(state),
    });
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-pad]")) {
      const pad = new Pad(form, { changed: (...what) => this.changed(...what), opened: (...what) => this.remember(...what) }, this.light?.dataset.edit ?? "");
      this.pads.set(pad.name, pad);
    }
    addEventListener("pagehide", () => this.queue.flush());
    addEventListener("online", () => this.queue.wake());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.queue.flush();
    });
    addEventListener("beforeunload", (event) => {
      this.leaving = Date.now();
      if (!this.drafts && this.queue.unsent.length) event.preventDefault();
    });
  }

  async restore(): Promise<void> {
    for (const [pad, key] of Object.entries(this.opened())) this.pads.get(pad)?.reopen(key);
    for (const draft of (await this.drafts?.all()) ?? []) this.pads.get(draft.pad)?.restore(draft);
  }

  private changed(entry: Entry, atOnce: boolean): void {
    this.queue.touch(entry, atOnce);
    clearTimeout(this.waiting.get(entry.key));
    this.waiting.set(entry.key, window.setTimeout(() => void this.drafts?.keep(entry), atOnce ? 0 : DRAFT_PAUSE));
  }

  private async heard(entry: Entry, answer: Answer): Promise<void> {
    if (answer.kind === "saved") {
      this.savedAt = answer.savedAt;
      if (this.queue.unsent.some((one) => one.key === entry.key)) return;
      clearTimeout(this.waiting.get(entry.key));
      // The next page may have been made before these words arrived: there the draft says them again.
      if (Date.now() - this.leaving > LEAVING) this.drafts?.drop(entry.key);
    } else if (answer.kind === "conflict") {
      const text = await choose(entry, answer.theirs);
      const settled = this.queue.resolve(entry.key, text, answer.version);
      if (settled) this.pads.get(entry.pad)?.replace(settled);
    } else if (answer.kind === "refused") say(answer.sentence, "risk");
  }

  private shows(state: State): void {
    if (!this.light) return;
    const words = this.light.dataset;
    const away = this.drafts ? "kept" : "unkept";
    const shown = state === "unreachable" ? away : state === "held" ? "unkept" : state;
    const text: Record<string, string | undefined> = {
      saved: (words.saved ?? "%s").replace("%s", clockOf(this.savedAt)),
      saving: words.saving,
      kept: words.kept,
      unkept: state === "held" ? words.held : words.unkept,
      "signed-out": words.signedOut,
    };
    if (this.light.dataset.state !== shown || shown === "saved") this.light.textContent = text[shown] ?? "";
    this.light.dataset.state = shown;
    this.light.setAttribute("aria-live", shown === "saved" || shown === "saving" ? "off" : "polite");
  }

  /** Which entry lay under the pen, so that a reload puts it back there. Keys only, no words. */
  private remember(pad: string, key: string): void {
    const open = { ...this.opened(), [pad]: key };
    try {
      sessionStorage.setItem(this.place, JSON.stringify(open));
    } catch {
      // storage refused: after a reload the entry stands in the list instead
    }
  }

  private opened(): Record<string, string> {
    try {
      return JSON.parse(sessionStorage.getItem(this.place) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  }
}

async function start(root: HTMLElement): Promise<void> {
  const drafts = await Drafts.open(root.dataset.session ?? "", root.dataset.draftKey ?? "");
  delete root.dataset.draftKey;
  await new Room(root, drafts).restore();
}

const room = document.querySelector<HTMLElement>("[data-room]");
if (room) void start(room);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-media]")) startMedia(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-capture]")) startCapture(form);
