/** What is known of a form beside its attributes, which htmx reads as its own: a new one would make it start again. */
export interface LookedAfter extends HTMLElement {
  ready?: boolean;
  early?: string;
}

/** Somebody looks after this form from now on. Says what was done to it before: "input", "change", or nothing. */
export function ready(form: LookedAfter): string {
  const early = form.early ?? "";
  form.ready = true;
  form.early = "";
  return early;
}
