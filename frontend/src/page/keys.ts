// Single keys: ? shows them, / searches, g and a digit goes to a place in the menu. They can be switched off.
import { dialogOf } from "./dialogs";

const SWITCH = "pentimento.keys";

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function go(digit: string): void {
  document.querySelectorAll<HTMLAnchorElement>(".rail-nav a")[Number(digit) - 1]?.click();
}

function search(): void {
  (document.querySelector<HTMLElement>("main [type=search]") ?? document.getElementById("rail-search"))?.focus();
}

export function startKeys(): void {
  let going = false;
  let on = remembered();
  const box = document.querySelector<HTMLInputElement>("[data-keys-switch] input");
  if (box) {
    box.closest<HTMLElement>("[data-keys-switch]")!.hidden = false;
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      remember(on);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (!on || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") dialogOf("keys")?.showModal();
    else if (event.key === "/") search();
    else if (going && /^[1-9]$/.test(event.key)) go(event.key);
    else {
      going = event.key === "g";
      return;
    }
    going = false;
    event.preventDefault();
  });
}

function remembered(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function remember(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // storage refused: it holds for this page only
  }
}
