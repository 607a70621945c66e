// The evidence margin: cards beside the sentences they support, and a line drawn between.
const SVG = "http://www.w3.org/2000/svg";
const GAP = 12;

interface Tie {
  sentence: HTMLElement;
  card: HTMLElement;
  path: SVGPathElement;
}

export function startEvidence(root: ParentNode): void {
  for (const report of root.querySelectorAll<HTMLElement>("[data-evidence]:not([data-tied])")) new Margin(report);
}

/** Where each card starts, given where it would like to be and how tall it is: never over another, never above its wish. */
export function settle(wishes: { wish: number; height: number }[], gap = GAP): number[] {
  let free = 0;
  return wishes.map(({ wish, height }) => {
    const top = Math.max(wish, free);
    free = top + height + gap;
    return top;
  });
}

class Margin {
  private readonly ties: Tie[] = [];

  constructor(private readonly report: HTMLElement) {
    report.dataset.tied = "";
    const drawing = document.createElementNS(SVG, "svg");
    drawing.classList.add("evidence-lines");
    drawing.setAttribute("aria-hidden", "true");
    for (const sentence of report.querySelectorAll<HTMLElement>("[data-rests-on]")) {
      for (const id of (sentence.dataset.restsOn ?? "").split(/\s+/)) this.tie(sentence, id, drawing);
    }
    report.append(drawing);
    new ResizeObserver(() => this.draw()).observe(report);
    void document.fonts.ready.then(() => this.draw());
    for (const kind of ["pointerover", "focusin"]) report.addEventListener(kind, (event) => this.light(event.target as Element));
    for (const kind of ["pointerleave", "focusout"]) report.addEventListener(kind, () => this.light(null));
  }

  private tie(sentence: HTMLElement, id: string, drawing: SVGSVGElement): void {
    const card = document.getElementById(id);
    if (!card || !this.report.contains(card)) return;
    const path = document.createElementNS(SVG, "path");
    drawing.append(path);
    this.ties.push({ sentence, card, path });
  }

  private light(target: Element | null): void {
    const sentence = target?.closest("[data-rests-on]");
    const card = target?.closest(".evidence-card");
    const lit = new Set<Element>();
    for (const tie of this.ties) {
      const on = tie.sentence === sentence || tie.card === card;
      tie.path.classList.toggle("lit", on);
      if (on) lit.add(tie.sentence).add(tie.card);
    }
    for (const tie of this.ties) for (const end of [tie.sentence, tie.card]) end.classList.toggle("lit", lit.has(end));
  }

  private draw(): void {
    const frame = this.report.getBoundingClientRect();
    const cards = [...this.report.querySelectorAll<HTMLElement>(".evidence-card")];
    for (const card of cards) card.style.marginBlockStart = "";
    const first = this.ties[0];
    const beside = first && first.card.getBoundingClientRect().left >= this.textRight();
    for (const { path } of this.ties) path.setAttribute("d", "");
    if (!first || !beside) return;
    this.place(cards, frame);
    for (const { sentence, card, path } of this.ties) {
      const from = [...sentence.getClientRects()].at(-1) ?? sentence.getBoundingClientRect();
      const to = card.getBoundingClientRect();
      // From the edge of the text, not from the full stop: a line under the next sentence would seem to be its own.
      const [x1, y1, x2, y2] = [this.textRight() - frame.left + 6, (from.top + from.bottom) / 2 - frame.top, to.left - frame.left - 1, to.top - frame.top + 18];
      const middle = (x1 + x2) / 2;
      path.setAttribute("d", `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
    }
  }

  private textRight(): number {
    return this.report.querySelector(".evidence-text")?.getBoundingClientRect().right ?? 0;
  }

  private place(cards: HTMLElement[], frame: DOMRect): void {
    const wishes = cards.map((card) => {
      const tie = this.ties.find((one) => one.card === card);
      const wish = tie ? tie.sentence.getBoundingClientRect().top - frame.top : 0;
      return { wish, height: card.offsetHeight };
    });
    let end = 0;
    settle(wishes).forEach((top, index) => {
      cards[index]!.style.marginBlockStart = `${Math.max(0, top - end - (index ? GAP : 0))}px`;
      end = top + wishes[index]!.height;
    });
  }
}
