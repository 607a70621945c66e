// Lists that answer while one types. The form also works by itself, and the address always says what is shown.
const PAUSE = 180; // ms: shorter than a pause for thought, longer than the gap between two keys

export function startLiveSearch(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-live]")) listen(form);
}

function listen(form: HTMLFormElement): void {
  let timer = 0;
  let running: AbortController | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      running?.abort();
      running = new AbortController();
      void answer(form, running.signal);
    }, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later();
  });
}

export function addressOf(form: HTMLFormElement): string {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) asked.append(name, value);
  const query = asked.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

async function answer(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const target = document.querySelector<HTMLElement>(form.dataset.live ?? "");
  if (!target) return;
  const address = addressOf(form);
  target.setAttribute("aria-busy", "true");
  try {
    const headers = { "HX-Request": "true", "HX-Target": target.id };
    const response = await fetch(address, { signal, headers, credentials: "same-origin" });
    if (!response.ok || response.redirected) return location.assign(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(target.id) ?? page.body;
    target.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
    target.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: target } }));
  } catch {
    // overtaken by the next key, or no connection: what is shown stays
  } finally {
    if (!signal.aborted) target.removeAttribute("aria-busy");
  }
}
