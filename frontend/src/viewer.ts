// The artwork page: walk up to the picture, turn it, lay a measurement over it. Without script the picture is simply there.
import { postForm } from "./page/net";
import { Look } from "./look/deepzoom";
import { levelsIn } from "./look/levels";

const SETTLED = 900; // ms after the last turn until the record hears of it

function start(figure: HTMLElement): void {
  const levels = levelsIn(figure.dataset.levels);
  const picture = figure.querySelector("img");
  if (!levels.length || !picture) return;
  const stage = document.createElement("div");
  stage.className = "viewer-stage";
  figure.prepend(stage);
  figure.classList.add("live");
  const look = new Look(stage, levels, picture.alt, Number(figure.dataset.degrees ?? 0));
  const tools = figure.querySelector<HTMLElement>(".viewer-tools");
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => look.do((event.target as Element).closest<HTMLElement>("[data-view]")?.dataset.view ?? ""));
  }
  rememberTurns(figure, look);
  startOverlays(look);
}

function rememberTurns(figure: HTMLElement, look: Look): void {
  const url = figure.dataset.rotateUrl;
  if (!url) return;
  let timer = 0;
  look.onTurn = (degrees) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void postForm(url, { degrees: String(degrees) }), SETTLED);
  };
}

/** Buttons may arrive later: a picture is measured after its page has come. */
function startOverlays(look: Look): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-overlay]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const other of document.querySelectorAll("button[data-overlay]")) other.setAttribute("aria-pressed", String(on && other === button));
    look.lay(on ? (button.dataset.overlay ?? null) : null);
  });
}

for (const figure of document.querySelectorAll<HTMLElement>("[data-viewer]")) start(figure);
