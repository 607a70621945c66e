// The why of a figure opens beside it: by the button (that needs no script), and here also while the pointer rests on it.

const WAIT = 250; // ms: somebody who crosses the table does not want twenty windows
const GAP = 6; // px between a figure and its words

function place(words: HTMLElement, figure: HTMLElement): void {
  const at = figure.getBoundingClientRect();
  const room = words.getBoundingClientRect();
  const left = Math.min(Math.max(at.left, GAP), innerWidth - room.width - GAP);
  const below = at.bottom + GAP + room.height <= innerHeight;
  words.style.left = `${left}px`;
  words.style.top = `${below ? at.bottom + GAP : Math.max(at.top - room.height - GAP, GAP)}px`;
}

for (const figure of document.querySelectorAll<HTMLButtonElement>("button.why[popovertarget]")) {
  const words = document.getElementById(figure.getAttribute("popovertarget") ?? "");
  if (!words || typeof words.showPopover !== "function") continue;
  let timer = 0;
  let hovered = false;
  const later = (act: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };
  const open = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse") return;
    later(() => {
      if (words.matches(":popover-open")) return;
      hovered = true;
      words.showPopover();
    }, WAIT);
  };
  const leave = (): void => later(() => hovered && words.hidePopover(), WAIT);
  figure.addEventListener("pointerenter", open);
  figure.addEventListener("pointerleave", leave);
  words.addEventListener("pointerenter", () => clearTimeout(timer));
  words.addEventListener("pointerleave", leave);
  // A click on what hovering opened keeps it open.
  figure.addEventListener("click", (event) => {
    clearTimeout(timer);
    if (!hovered || !words.matches(":popover-open")) return;
    event.preventDefault();
    hovered = false;
  });
  words.addEventListener("toggle", () => {
    if (words.matches(":popover-open")) place(words, figure);
    else hovered = false;
  });
}
