// Media in order of use: one touch adds, another takes away. The server keeps the order.
import { postForm, sentenceIn } from "../page/net";
import { say, sayOffline } from "../page/notices";

export function startMedia(form: HTMLFormElement): void {
  const chips = [...form.querySelectorAll<HTMLButtonElement>("[data-chip]")];
  let line: Promise<void> = Promise.resolve(); // one after another: the order is the point
  form.addEventListener("submit", (event) => {
    const chip = event.submitter as HTMLButtonElement | null;
    if (!chip || !("chip" in chip.dataset)) return;
    event.preventDefault();
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    line = line.then(() => send(form.action, chip, chips));
  });
}

async function send(url: string, chip: HTMLButtonElement, chips: HTMLButtonElement[]): Promise<void> {
  const undo = (): void => chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
  try {
    const response = await postForm(url, { [chip.name]: chip.value });
    const body = await response.text();
    if (response.ok && !response.redirected) return number(chips, (JSON.parse(body) as { order: string[] }).order);
    undo();
    say(sentenceIn(null, body), "risk");
  } catch {
    undo();
    sayOffline();
  }
}

function number(chips: HTMLButtonElement[], order: string[]): void {
  for (const chip of chips) {
    const place = order.map(String).indexOf(chip.value);
    chip.setAttribute("aria-pressed", String(place >= 0));
    const mark = chip.querySelector(".order") ?? chip.insertBefore(document.createElement("span"), chip.firstChild);
    mark.className = "order";
    mark.textContent = place >= 0 ? String(place + 1) : "";
  }
}
