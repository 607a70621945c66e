// The wall: arrows walk along it, Enter opens a work large without leaving.
import type { Look } from "./look/deepzoom";
import { levelsIn } from "./look/levels";
import { towards } from "./look/order";

const works = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>("[data-wall] a.work")];

function stand(all: HTMLAnchorElement[], at: number): void {
  all.forEach((work, index) => (work.tabIndex = index === at ? 0 : -1));
}

function startWalking(): void {
  stand(works(), 0);
  document.addEventListener("keydown", (event) => {
    const all = works();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const spots = all.map((work) => {
      const { left, width, top, height } = work.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, height };
    });
    const next = towards(event.key, at, spots);
    if (next === at && !/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    stand(all, next);
    all[next]?.focus();
  });
  document.addEventListener("focusin", (event) => {
    const all = works();
    const at = all.indexOf(event.target as HTMLAnchorElement);
    if (at >= 0) stand(all, at);
  });
  // Works that arrive later (more of the wall) join the walk.
  document.body.addEventListener("htmx:load", () => stand(works(), Math.max(0, works().findIndex((work) => work.tabIndex === 0))));
}

class LightTable {
  private look: Look | null = null;
  private at = 0;

  constructor(private readonly dialog: HTMLDialogElement) {
    dialog.addEventListener("close", () => this.closed());
    dialog.addEventListener("click", (event) => this.pressed(event.target as Element));
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "PageDown") void this.show(this.at + 1);
      else if (event.key === "PageUp") void this.show(this.at - 1);
      else return;
      event.preventDefault();
    });
    this.part<HTMLElement>(".viewer-tools").hidden = false;
  }

  async open(at: number): Promise<void> {
    this.dialog.showModal();
    await this.show(at);
    this.look?.focus();
  }

  private part<Kind extends Element>(selector: string): Kind {
    return this.dialog.querySelector<Kind>(selector)!;
  }

  private pressed(target: Element): void {
    const step = target.closest<HTMLElement>("[data-light]")?.dataset.light;
    if (step) void this.show(this.at + (step === "next" ? 1 : -1));
    this.look?.do(target.closest<HTMLElement>("[data-view]")?.dataset.view ?? "");
  }

  private async show(at: number): Promise<void> {
    const all = works();
    const work = all[at];
    if (!work) return;
    this.at = at;
    this.part<HTMLButtonElement>('[data-light="previous"]').disabled = at === 0;
    this.part<HTMLButtonElement>('[data-light="next"]').disabled = at === all.length - 1;
    this.part<HTMLAnchorElement>("[data-light-page]").href = work.href;
    this.part("[data-light-label]").replaceChildren(...(work.querySelector(".label")?.cloneNode(true).childNodes ?? []));
    const { Look } = await import("./look/deepzoom");
    this.clear();
    const stage = document.createElement("div");
    stage.className = "viewer-stage";
    this.part("[data-light-table]").prepend(stage);
    this.look = new Look(stage, levelsIn(work.dataset.levels), work.querySelector("img")?.alt || (work.querySelector("cite")?.textContent ?? ""));
  }

  private clear(): void {
    this.look?.close();
    this.look = null;
    this.dialog.querySelector(".viewer-stage")?.remove();
  }

  private closed(): void {
    this.clear();
    works()[this.at]?.focus();
  }
}

function startOpening(dialog: HTMLDialogElement): void {
  const table = new LightTable(dialog);
  document.addEventListener("click", (event) => {
    const work = (event.target as Element).closest<HTMLAnchorElement>("[data-wall] a.work");
    if (!work || event.ctrlKey || event.metaKey || event.shiftKey || !levelsIn(work.dataset.levels).length) return;
    event.preventDefault();
    void table.open(works().indexOf(work));
  });
}

startWalking();
const dialog = document.getElementById("light-table");
if (dialog instanceof HTMLDialogElement) startOpening(dialog);
