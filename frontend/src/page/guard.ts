// Nobody loses words by leaving: forms marked data-guard ask first, and signing out asks if drafts are still unsent.
import { ask, dialogOf } from "./dialogs";

export const DRAFTS = "pentimento.draft.";
const touched = new Set<HTMLFormElement>();

export function draftKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

const unsaved = (): boolean => [...touched].some((form) => form.isConnected);

export function startGuard(): void {
  document.addEventListener("input", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard]");
    if (form) touched.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    touched.delete(form);
    if ("signOut" in form.dataset) void signOut(event, form);
  });
  document.addEventListener("click", (event) => void followLink(event));
  addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
}

async function leave(): Promise<boolean> {
  const dialog = dialogOf("leave");
  return !dialog || (await ask(dialog)) === "leave";
}

async function followLink(event: MouseEvent): Promise<void> {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link || !unsaved() || event.defaultPrevented || event.ctrlKey || event.metaKey || link.target) return;
  if (link.getAttribute("href")!.startsWith("#")) return;
  event.preventDefault();
  if (!(await leave())) return;
  touched.clear();
  location.assign(link.href);
}

async function signOut(event: Event, form: HTMLFormElement): Promise<void> {
  if (!draftKeys().length) return;
  event.preventDefault();
  if (!(await leave())) return;
  for (const name of draftKeys()) localStorage.removeItem(name);
  form.submit();
}
