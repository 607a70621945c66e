// Nobody loses words by leaving: a form that keeps itself is kept first, forms marked data-guard ask, and signing out asks
// if drafts are still unsent.
import { ask, dialogOf } from "./dialogs";

export const DRAFTS = "pentimento.draft.";
const KEEPS_ITSELF = "form[hx-trigger*=keep]"; // its own trigger, besides a pause in typing
const PATIENCE = 8_000; // ms a keeping may take before the person is asked instead
const touched = new Set<HTMLFormElement>();
const underWay = new Set<HTMLFormElement>();

export function draftKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

const unsaved = (): boolean => [...touched, ...underWay].some((form) => form.isConnected);

export function startGuard(): void {
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    const form = field.form?.matches(`[data-guard], ${KEEPS_ITSELF}`) ? field.form : null;
    if (form && field.type !== "password") touched.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    for (const forms of [touched, underWay]) forms.delete(form);
    if ("signOut" in form.dataset) void signOut(event, form);
  });
  document.addEventListener("click", (event) => void followLink(event));
  addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
  followKeeping();
}

/** What is on its way to be kept is neither lost nor kept yet; what was not kept is touched again. */
function followKeeping(): void {
  document.body.addEventListener("htmx:beforeSend", ({ target }) => {
    if (target instanceof HTMLFormElement && touched.delete(target)) underWay.add(target);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { target, detail } = event as CustomEvent<{ successful: boolean }>;
    if (target instanceof HTMLFormElement && underWay.delete(target) && !detail.successful) touched.add(target);
  });
}

/** Have every form that keeps itself do so now. Whether nothing is unsaved afterwards. */
async function keepNow(): Promise<boolean> {
  const until = performance.now() + PATIENCE;
  while (unsaved() && performance.now() < until) {
    const kept = new Promise<boolean>((answer) => {
      document.body.addEventListener("htmx:afterRequest", (event) => answer((event as CustomEvent<{ successful: boolean }>).detail.successful), { once: true });
      setTimeout(() => answer(false), PATIENCE);
    });
    const forms = [...touched].filter((form) => form.matches(KEEPS_ITSELF));
    if (!forms.length && !underWay.size) return false;
    for (const form of forms) form.dispatchEvent(new Event("keep"));
    if (!(await kept)) return false;
  }
  return !unsaved();
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
  if (!(await keepNow()) && !(await leave())) return;
  for (const forms of [touched, underWay]) forms.clear();
  location.assign(link.href);
}

async function signOut(event: Event, form: HTMLFormElement): Promise<void> {
  if (!draftKeys().length) return;
  event.preventDefault();
  if (!(await leave())) return;
  for (const name of draftKeys()) localStorage.removeItem(name);
  form.submit();
}
