// What every page has: partials, notices, dialogs, keys, search while typing, and the evidence margin.
import { startDialogs } from "./page/dialogs";
import { startDigits } from "./page/digits";
import { startEvidence } from "./page/evidence";
import { startGuard } from "./page/guard";
import { startHanded } from "./page/handed";
import { onArrival, startHtmx } from "./page/htmx";
import { startKeys } from "./page/keys";
import { startLiveSearch } from "./page/live-search";
import { showDismiss, startNotices } from "./page/notices";
import { startThemeSwitch } from "./page/theme-switch";

/** Browsers without field-sizing grow a text area by measuring it. */
function startAutosize(root: ParentNode): void {
  if (CSS.supports("field-sizing", "content")) return;
  for (const area of root.querySelectorAll("textarea")) {
    area.addEventListener("input", () => {
      area.style.blockSize = "auto";
      area.style.blockSize = `${area.scrollHeight + 2}px`;
    });
  }
}

function focusSummary(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
}

function enhance(root: HTMLElement | Document): void {
  startLiveSearch(root);
  startEvidence(root);
  startAutosize(root);
  showDismiss(root);
}

/** On a narrow screen the current tab may lie outside the strip. */
function showCurrent(): void {
  for (const here of document.querySelectorAll<HTMLElement>(":is(.tabs, .rail-nav) [aria-current]")) {
    const strip = here.closest("ul")!;
    strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }
}

/** What is wrong with a sentence comes anew while it is written; its look follows. */
function startReasons(): void {
  document.body.addEventListener("htmx:oobAfterSwap", ({ target }) => {
    const why = document.getElementById((target as Element).id);
    if (why?.matches(".why")) why.closest(".sentence-edit")?.toggleAttribute("data-unsupported", !why.hidden);
  });
}

/** An open menu closes when one looks elsewhere. */
function startMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.account[open]")) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector<HTMLDetailsElement>("details.account[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

startHtmx();
startNotices();
startThemeSwitch();
startDialogs();
startKeys();
startDigits();
startGuard();
startHanded();
startMenus();
startReasons();
showCurrent();
enhance(document);
focusSummary(document);
onArrival((root) => {
  enhance(root);
  focusSummary(root);
});
