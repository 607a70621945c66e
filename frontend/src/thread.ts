// The thread: the server draws, this asks for another stretch of time and shows what lies under the pointer.
import { moved, zoomed, type Span } from "./thread/scale";

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true"); // the link itself carries the same words

const spanOf = (thread: HTMLElement): Span => ({ from: thread.dataset.from ?? "", to: thread.dataset.to ?? "" });

function widthOf(thread: HTMLElement): number {
  return Math.round(Math.min(2000, Math.max(300, thread.querySelector(".thread-draw")?.clientWidth ?? 960)));
}

async function show(thread: HTMLElement, span: Span): Promise<void> {
  if (!thread.dataset.url || thread.getAttribute("aria-busy") === "true") return;
  const asked = new URLSearchParams({ ...span, width: String(widthOf(thread)) });
  thread.setAttribute("aria-busy", "true");
  try {
    const address = `${thread.dataset.url}?${asked.toString()}`;
    const response = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector<HTMLElement>("[data-thread]");
    if (fresh) replace(thread, fresh);
  } catch {
    // no connection: what is drawn stays
  } finally {
    thread.removeAttribute("aria-busy");
  }
}

function replace(thread: HTMLElement, fresh: HTMLElement): void {
  const tool = thread.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.thread : undefined;
  const wordsOpen = thread.querySelector<HTMLDetailsElement>(".thread-words")?.open ?? false;
  tip.hidden = true;
  thread.dataset.from = fresh.dataset.from ?? "";
  thread.dataset.to = fresh.dataset.to ?? "";
  thread.replaceChildren(...fresh.childNodes);
  const words = thread.querySelector<HTMLDetailsElement>(".thread-words");
  if (words) words.open = wordsOpen;
  fit(thread);
  if (tool) thread.querySelector<HTMLElement>(`[data-thread="${tool}"]`)?.focus();
}

const drawnWidth = (thread: HTMLElement): number => thread.querySelector<SVGSVGElement>(".thread-svg")?.viewBox.baseVal.width ?? 0;

/** Mark a drawing made for the room there is, so that it need not scroll. */
function fit(thread: HTMLElement): void {
  thread.toggleAttribute("data-fitted", Math.abs(drawnWidth(thread) - widthOf(thread)) < 60);
}

/** Draw it anew where the room has changed. */
function refit(thread: HTMLElement): void {
  fit(thread);
  if (!thread.hasAttribute("data-fitted")) void show(thread, spanOf(thread));
}

function act(thread: HTMLElement, what: string | undefined, at = 1): void {
  const span = spanOf(thread);
  if (what === "in") void show(thread, zoomed(span, -1, at));
  else if (what === "out") void show(thread, zoomed(span, 1, at));
  else if (what === "earlier") void show(thread, moved(span, -1));
  else if (what === "later") void show(thread, moved(span, 1));
}

const KEYS: Record<string, string> = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later" };

function listen(thread: HTMLElement): void {
  thread.addEventListener("click", (event) => {
    const tool = (event.target as Element).closest<HTMLElement>("[data-thread]");
    if (!tool || tool === thread) return;
    event.preventDefault();
    act(thread, tool.dataset.thread);
  });
  thread.addEventListener("keydown", (event) => {
    const what = KEYS[event.key];
    const tool = (event.target as HTMLElement).dataset.thread;
    if (event.key === " " && tool) act(thread, tool);
    else if (what && !event.ctrlKey && !event.metaKey && !event.altKey) act(thread, what);
    else return;
    event.preventDefault();
  });
  const wheel = (event: WheelEvent): void => {
    const drawing = (event.target as Element).closest(".thread-draw")?.getBoundingClientRect();
    if (!drawing || !event.ctrlKey) return;
    event.preventDefault();
    act(thread, event.deltaY < 0 ? "in" : "out", Math.min(1, Math.max(0, (event.clientX - drawing.left) / drawing.width)));
  };
  thread.addEventListener("wheel", wheel, { passive: false });
  for (const kind of ["pointerover", "focusin"]) thread.addEventListener(kind, (event) => label(event.target as Element));
  for (const kind of ["pointerout", "focusout"]) thread.addEventListener(kind, () => (tip.hidden = true));
}

function label(target: Element): void {
  const thing = target.closest<SVGElement>(".thing[aria-label]");
  if (!thing) return;
  tip.textContent = thing.getAttribute("aria-label") ?? "";
  tip.hidden = false;
  const box = thing.getBoundingClientRect();
  const left = Math.min(innerWidth - tip.offsetWidth - 8, Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2));
  const top = box.top - tip.offsetHeight - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${top < 4 ? box.bottom + 8 : top}px`;
}

/** The lines draw themselves once, on the first showing. */
function draw(thread: HTMLElement): void {
  for (const line of thread.querySelectorAll(".trend")) line.setAttribute("pathLength", "1");
  thread.classList.add("drawn");
  setTimeout(() => {
    thread.classList.remove("drawn");
    for (const line of thread.querySelectorAll(".trend")) line.removeAttribute("pathLength");
  }, 1000);
}

document.body.append(tip);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tip.hidden = true;
});
const threads = [...document.querySelectorAll<HTMLElement>("[data-thread][data-url]")];
for (const thread of threads) {
  listen(thread);
  draw(thread);
  refit(thread);
}
let turning = 0; // a tablet that is turned, a window that is drawn wider: drawn anew once it rests
addEventListener("resize", () => {
  clearTimeout(turning);
  turning = setTimeout(() => threads.forEach(refit), 150);
});
