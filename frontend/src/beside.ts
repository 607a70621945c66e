// Works side by side: they move together, or one lies over the other. Without script the pictures are simply there.
import { Look, type Place } from "./look/deepzoom";
import { levelsIn } from "./look/levels";

class Table {
  private readonly looks: Look[] = [];
  private together = true;
  private stand: Place | null = null; // where everybody stands; a picture that comes later joins them

  constructor(private readonly root: HTMLElement) {
    for (const figure of root.querySelectorAll<HTMLElement>(".picture[data-levels]")) this.hang(figure);
    const tools = root.querySelector<HTMLElement>("[data-beside-tools]");
    if (!tools || this.looks.length < 2) return;
    tools.hidden = false;
    tools.querySelector<HTMLElement>(".viewer-tools")!.hidden = false;
    tools.addEventListener("click", (event) => this.pressed(event.target as Element));
    tools.addEventListener("change", (event) => this.changed(event.target as HTMLInputElement));
    tools.querySelector<HTMLInputElement>("[data-beside-fade]")?.addEventListener("input", (event) => this.fade(event.target as HTMLInputElement));
  }

  private hang(figure: HTMLElement): void {
    const picture = figure.querySelector("img"), levels = levelsIn(figure.dataset.levels);
    if (!picture || !levels.length) return;
    const stage = document.createElement("div");
    stage.className = "viewer-stage";
    figure.prepend(stage);
    figure.classList.add("live");
    const look = new Look(stage, levels, picture.alt);
    look.onMove = (place) => {
      if (!this.together) return;
      this.stand = place;
      for (const other of this.looks) if (other !== look) other.follow(place);
    };
    look.onOpen = () => {
      if (this.stand && this.together) look.follow(this.stand);
    };
    this.looks.push(look);
  }

  /** The buttons move the first picture; the others follow, or are asked one by one. */
  private pressed(target: Element): void {
    const what = target.closest<HTMLElement>("[data-view]")?.dataset.view;
    if (!what) return;
    const asked = this.together && what !== "turn" ? this.looks.slice(0, 1) : this.looks;
    for (const look of asked) look.do(what);
  }

  private changed(input: HTMLInputElement): void {
    if (!input.matches("[data-beside-together]")) return;
    this.together = input.checked;
  }

  /** 0 shows them beside each other; above it the second lies over the first. */
  private fade(input: HTMLInputElement): void {
    const share = input.valueAsNumber / 100;
    input.setAttribute("aria-valuetext", `${input.value} %`);
    this.root.classList.toggle("stacked", share > 0);
    const second = levelsIn(this.root.querySelectorAll<HTMLElement>(".picture[data-levels]")[1]?.dataset.levels);
    this.looks[0]?.veil(share > 0 ? (second.at(-1)?.url ?? null) : null, share);
  }
}

for (const root of document.querySelectorAll<HTMLElement>("[data-beside]")) new Table(root);
