// Media in order of use. The page says what it wants (taken up, or put away), never "the other way round":
// sent twice it is the same list. The server keeps the order.
import { postForm, sentenceIn } from "../page/net";
import { say, sayOffline } from "../page/notices";
import { Taps } from "./taps";

const USED = "medium"; // the field that takes a medium up
const PUT_AWAY = "put_away"; // the field that takes it off the list

const isUsed = (chip: HTMLButtonElement): boolean => chip.getAttribute("aria-pressed") === "true";

export function startMedia(form: HTMLFormElement): void {
  const chips = [...form.querySelectorAll<HTMLButtonElement>("[data-chip]")];
  const taps = new Taps();
  let line: Promise<void> = Promise.resolve(); // one after another: the order is the point
  let waiting = 0;
  form.addEventListener("submit", (event) => {
    const chip = event.submitter as HTMLButtonElement | null;
    if (!chip || !("chip" in chip.dataset)) return;
    event.preventDefault();
    if (taps.repeats(chip, performance.now())) return;
    const wanted = !isUsed(chip);
    show(chip, wanted);
    waiting += 1;
    line = line.then(async () => {
      const order = await send(form.action, chip, wanted);
      waiting -= 1;
      if (order && !waiting) number(chips, order); // else a later answer knows more
    });
  });
}

/** The order of use after it, or undefined where it was not accepted. */
async function send(url: string, chip: HTMLButtonElement, wanted: boolean): Promise<string[] | undefined> {
  try {
    const response = await postForm(url, { [wanted ? USED : PUT_AWAY]: chip.value });
    const body = await response.text();
    if (response.ok && !response.redirected) return (JSON.parse(body) as { order: string[] }).order;
    say(sentenceIn(null, body), "risk");
  } catch {
    sayOffline();
  }
  show(chip, !wanted);
  return undefined;
}

function show(chip: HTMLButtonElement, used: boolean): void {
  chip.setAttribute("aria-pressed", String(used));
  chip.name = used ? PUT_AWAY : USED;
}

function number(chips: HTMLButtonElement[], order: string[]): void {
  for (const chip of chips) {
    const place = order.map(String).indexOf(chip.value);
    show(chip, place >= 0);
    const mark = chip.querySelector(".order") ?? chip.insertBefore(document.createElement("span"), chip.firstChild);
    mark.className = "order";
    mark.textContent = place >= 0 ? String(place + 1) : "";
  }
}
