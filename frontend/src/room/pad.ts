// One pad: the words being written, and above them the entries already stamped.
import { ready } from "../page/ready";
import type { Entry } from "./queue";
import { stampOf } from "./stamps";
import { Taps } from "./taps";

export interface Listener {
  changed(entry: Entry, atOnce: boolean): void;
  opened(pad: string, key: string): void;
}

export class Pad {
  readonly name: string;
  private readonly area: HTMLTextAreaElement;
  private readonly list: HTMLElement;
  private readonly time: HTMLElement | null;
  private current: Entry | null = null;
  private readonly stamped = new Map<string, Entry>();
  private readonly taps = new Taps();

  constructor(
    private readonly form: HTMLFormElement,
    private readonly listener: Listener,
    private readonly editWord: string,
  ) {
    this.name = form.dataset.pad ?? "";
    this.area = form.querySelector("textarea")!;
    this.list = form.closest(".pad")!.querySelector("[data-entries]")!;
    this.time = form.querySelector("[data-stamp-time]");
    for (const item of this.list.querySelectorAll<HTMLElement>(".entry")) this.adopt(item);
    // On a full pad the last words stamped are the ones in sight, also once works have come and taken their room.
    new ResizeObserver(() => (this.list.scrollTop = this.list.scrollHeight)).observe(this.list);
    const open = this.field("client_key");
    if (open) this.current = this.made(open, this.area.value, Number(this.field("version")), this.field("stamped_at"));
    this.showTime();
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.stamp();
    });
    if (ready(form) && this.area.value.trim()) this.typed();
  }

  /** Unsent words found on this device after a reload. */
  restore(draft: Entry): void {
    const busy = this.area.value.trim() !== "" && this.current?.key !== draft.key;
    const entry = { ...draft, finished: draft.finished || busy || this.stamped.has(draft.key) };
    if (entry.finished) this.keep(entry);
    else this.take(entry);
    this.listener.changed(entry, true);
  }

  /** Put a stamped entry back under the pen. */
  reopen(key: string): void {
    const entry = this.stamped.get(key);
    if (!entry) return;
    if (this.area.value.trim()) this.stamp();
    this.stamped.delete(key);
    this.item(key)?.remove();
    this.take({ ...entry, finished: false });
    this.listener.opened(this.name, key);
  }

  /** The person chose another text for an entry than the one written here. */
  replace(entry: Entry): void {
    if (this.current?.key === entry.key) this.take(entry);
    else if (this.stamped.has(entry.key)) this.keep(entry);
  }

  focus(): void {
    this.area.focus();
  }

  private typed(): void {
    this.begin();
    this.current!.text = this.area.value;
    this.listener.changed(this.current!, false);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    const { selectionStart, value } = this.area;
    const twice = selectionStart === value.length && value.endsWith("\n") && value.trim() !== "";
    if (!event.ctrlKey && !event.metaKey && !twice) return;
    event.preventDefault();
    this.stamp();
  }

  /** With words: finish the entry and begin the next. Without: take the time now, the words come after. */
  private stamp(): void {
    const empty = !this.area.value.trim();
    const again = this.taps.repeats("stamp", performance.now());
    if (again && empty) return; // the tail of a double tap must not take the minute of words still to come
    if (empty) {
      this.current = null;
      this.begin();
    } else {
      this.begin();
      Object.assign(this.current!, { text: this.area.value.trim(), finished: true });
      this.keep(this.current!);
      this.listener.changed(this.current!, true);
      this.current = null;
      this.area.value = "";
    }
    this.showTime();
    this.listener.opened(this.name, this.openKey());
    this.area.focus();
  }

  private openKey(): string {
    return this.current?.key ?? "";
  }

  private begin(): void {
    if (this.current) return;
    this.current = this.made(crypto.randomUUID(), this.area.value, 0, new Date().toISOString());
    this.showTime();
    this.listener.opened(this.name, this.current.key);
  }

  private take(entry: Entry): void {
    this.current = entry;
    this.area.value = entry.text;
    this.showTime();
  }

  private keep(entry: Entry): void {
    this.stamped.set(entry.key, entry);
    this.show(entry);
  }

  private made(key: string, text: string, version: number, stampedAt: string): Entry {
    return { key, pad: this.name, text, version, stampedAt, finished: false, sent: [] };
  }

  private adopt(item: HTMLElement): void {
    const { clientKey = "", version = "0", stampedAt = "" } = item.dataset;
    const text = item.querySelector("p")?.textContent ?? "";
    this.stamped.set(clientKey, { ...this.made(clientKey, text, Number(version), stampedAt), finished: true });
    this.addEdit(item, clientKey);
  }

  private show(entry: Entry): void {
    const old = this.item(entry.key);
    const item = document.createElement("li");
    item.className = "entry";
    item.dataset.clientKey = entry.key;
    const time = document.createElement("time");
    time.dateTime = entry.stampedAt;
    time.textContent = this.stampAt(entry.stampedAt);
    const words = document.createElement("p");
    words.className = "written";
    words.textContent = entry.text;
    item.append(time, words);
    this.addEdit(item, entry.key);
    if (old) old.replaceWith(item);
    else this.list.append(item);
    this.list.scrollTop = this.list.scrollHeight;
  }

  private addEdit(item: HTMLElement, key: string): void {
    const edit = document.createElement("button");
    edit.type = "button";
    edit.className = "link no-print";
    edit.textContent = this.editWord;
    edit.setAttribute("aria-label", `${this.editWord} ${item.querySelector("time")?.textContent ?? ""}`);
    edit.addEventListener("click", () => {
      this.reopen(key);
      this.area.focus();
    });
    item.append(edit);
  }

  private item(key: string): HTMLElement | null {
    return this.list.querySelector(`[data-client-key="${CSS.escape(key)}"]`);
  }

  private field(name: string): string {
    return this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "";
  }

  private showTime(): void {
    if (this.time) this.time.textContent = this.stampAt(this.current?.stampedAt ?? "");
  }

  private stampAt(iso: string): string {
    return stampOf(iso, this.form.closest<HTMLElement>("[data-room]")?.dataset);
  }
}
