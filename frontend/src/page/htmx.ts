// Partial pages, with everything switched off that a strict policy forbids.
import htmx from "htmx.org";
import { csrfToken, sentenceIn } from "./net";
import { say, sayOffline } from "./notices";
import { ready } from "./ready";

interface Answered {
  xhr: XMLHttpRequest;
}

export function startHtmx(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    selfRequestsOnly: true,
    historyCacheSize: 0, // no clinical page is left behind in storage
    refreshOnHistoryMiss: true,
    includeIndicatorStyles: false, // they are in app.css: the policy refuses inline styles
    attributesToSettle: ["class"], // never "style": a grown text area has one, and copying it is refused too
    scrollIntoViewOnBoost: false,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true }, // a form with errors beside its fields
      { code: "[45]..", swap: false, error: true },
    ],
  });
  const body = document.body;
  body.addEventListener("htmx:configRequest", (event) => {
    (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-CSRFToken"] = csrfToken();
  });
  // A form that is sent for good takes its words along: a keeping in the background that comes after it would only be refused.
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!event.defaultPrevented && form.matches("[hx-trigger*=delay]")) form.dataset.leaving = "";
  });
  addEventListener("pageshow", () => document.querySelectorAll<HTMLElement>("[data-leaving]").forEach((form) => delete form.dataset.leaving));
  body.addEventListener("htmx:configRequest", (event) => {
    if ((event.target as HTMLElement).dataset.leaving !== undefined) event.preventDefault();
  });
  body.addEventListener("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent<Answered>).detail;
    say(sentenceIn(xhr.getResponseHeader("X-Sentence"), xhr.responseText), "risk");
  });
  body.addEventListener("htmx:sendError", sayOffline);
  body.addEventListener("htmx:afterProcessNode", (event) => {
    const form = event.target as HTMLElement;
    const early = form.matches("form[hx-post]") && ready(form);
    if (early) form.dispatchEvent(new Event(early, { bubbles: true }));
  });
  body.addEventListener("pentimento:arrived", (event) => htmx.process(event.target as HTMLElement));
}

/** Tell the enhancers about new parts of the page. */
export function onArrival(enhance: (root: HTMLElement) => void): void {
  document.body.addEventListener("htmx:load", (event) => {
    const root = (event as CustomEvent<{ elt: HTMLElement }>).detail.elt;
    if (root !== document.body) enhance(root);
  });
}
