// What lies beside the sheet: tools, colours, width, strength and the paper itself.
import { Texture, Tool, type Paper } from "../canvas/events";
import { css, mixed, PIGMENTS } from "./colours";

export const FILL = 8; // the eighth on the shelf; no tool that makes strokes
/** Width in px and strength in % each tool lies ready with. */
const READY: Record<number, [number, number]> = {
  [Tool.Pencil]: [5, 90],
  [Tool.Ink]: [6, 100],
  [Tool.Marker]: [22, 80],
  [Tool.Chalk]: [26, 90],
  [Tool.Wash]: [60, 50],
  [Tool.Spray]: [60, 70],
  [Tool.Eraser]: [40, 100],
  [FILL]: [1, 100],
};
const SIZES: Record<string, [number, number]> = { landscape: [1600, 1132], portrait: [1132, 1600], square: [1400, 1400], strip: [2000, 800] };

export class Tools {
  tool: number = Tool.Pencil;
  colour = PIGMENTS[0]![7]!;
  private readonly hands = new Map(Object.entries(READY).map(([tool, hand]) => [Number(tool), [...hand] as [number, number]]));
  private from = PIGMENTS[0]![0]!;
  private into = this.colour;

  constructor(
    private readonly root: HTMLElement,
    private readonly laid: (paper: Paper) => void,
  ) {
    for (const button of this.all<HTMLButtonElement>("[data-tool]")) button.addEventListener("click", () => this.choose(Number(button.dataset.tool)));
    this.width.addEventListener("input", () => (this.hand[0] = this.width.valueAsNumber));
    this.strength.addEventListener("input", () => (this.hand[1] = this.strength.valueAsNumber));
    this.mix.addEventListener("input", () => this.take(mixed(this.from, this.into, this.mix.valueAsNumber / 100)));
    this.pigments();
    for (const name of ["size", "colour", "texture"])
      for (const input of this.all<HTMLInputElement>(`[name="paper-${name}"]`)) input.addEventListener("change", () => this.laid(this.paper()));
    this.choose(this.tool);
    this.take(this.colour);
  }

  /** Diameter in 1/16 px. */
  get wide(): number {
    return this.hand[0] * 16;
  }

  get opacity(): number {
    return Math.max(1, Math.round(this.hand[1] * 2.55));
  }

  choose(tool: number): void {
    this.tool = tool;
    for (const button of this.all("[data-tool]")) button.setAttribute("aria-pressed", String(Number(button.dataset.tool) === tool));
    this.width.valueAsNumber = this.hand[0];
    this.strength.valueAsNumber = this.hand[1];
    this.width.disabled = tool === FILL;
  }

  widen(factor: number): void {
    const wide = Math.round(this.hand[0] * factor + (factor > 1 ? 0.5 : -0.5));
    this.hand[0] = this.width.valueAsNumber = Math.min(Math.max(wide, 1), 128);
    this.choose(this.tool);
  }

  /** The paper as it is chosen now. */
  paper(at = 0): Paper {
    const chosen = (name: string): string => this.root.querySelector<HTMLInputElement>(`[name="paper-${name}"]:checked`)?.value ?? "";
    const [width, height] = SIZES[chosen("size")] ?? SIZES.landscape!;
    return { kind: "paper", at, width, height, colour: parseInt(chosen("colour"), 16), texture: Number(chosen("texture")) as Texture };
  }

  /** A sheet that lies there already: its size stays. */
  show(paper: Paper, fixed: boolean): void {
    for (const input of this.all<HTMLInputElement>('[name="paper-colour"]')) input.checked = parseInt(input.value, 16) === paper.colour;
    for (const input of this.all<HTMLInputElement>('[name="paper-texture"]')) input.checked = Number(input.value) === paper.texture;
    for (const input of this.all<HTMLInputElement>('[name="paper-size"]')) {
      const [width, height] = SIZES[input.value]!;
      if (fixed) input.checked = width === paper.width && height === paper.height;
      input.disabled = fixed;
    }
  }

  private get hand(): [number, number] {
    return this.hands.get(this.tool)!;
  }
  private get width(): HTMLInputElement {
    return this.one("[data-width]");
  }
  private get strength(): HTMLInputElement {
    return this.one("[data-strength]");
  }
  private get mix(): HTMLInputElement {
    return this.one("[data-mix]");
  }
  private one<T extends HTMLElement>(selector: string): T {
    return this.root.querySelector<T>(selector)!;
  }
  private all<T extends HTMLElement>(selector: string): NodeListOf<T> {
    return this.root.querySelectorAll<T>(selector);
  }

  private pigments(): void {
    const box = this.one("[data-pigments]");
    const names = (box.dataset.names ?? "").split("|");
    PIGMENTS.forEach((row, at) =>
      row.forEach((colour, step) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.colour = String(colour);
        button.style.backgroundColor = css(colour);
        button.setAttribute("aria-label", `${names[at] ?? ""} ${step + 1}`);
        button.addEventListener("click", () => this.dip(colour));
        box.append(button);
      }),
    );
  }

  /** Another pigment; what was in hand before can be mixed into it. */
  private dip(colour: number): void {
    this.from = this.colour;
    this.into = colour;
    this.mix.valueAsNumber = 100;
    this.take(colour);
    if (this.tool === Tool.Eraser) this.choose(Tool.Pencil);
  }

  private take(colour: number): void {
    this.colour = colour;
    this.one("[data-in-hand]").style.backgroundColor = css(colour);
    this.one("[data-from]").style.backgroundColor = css(this.from);
    this.one("[data-into]").style.backgroundColor = css(this.into);
    for (const button of this.all("[data-colour]")) button.setAttribute("aria-pressed", String(Number(button.dataset.colour) === colour));
  }
}
