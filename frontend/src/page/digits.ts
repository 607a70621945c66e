// Copying a paper form by keyboard: a digit answers the item in hand and goes on to the next.

const ROW = "form[data-digits] .score-row";

function rowsOf(row: HTMLElement): HTMLElement[] {
  return [...row.closest("form")!.querySelectorAll<HTMLElement>(".score-row")];
}

function enter(row: HTMLElement): void {
  row.querySelector<HTMLInputElement>("input:checked, input")?.focus();
}

/** The item after this one, or after the last the button that keeps the sheet. */
function goOn(row: HTMLElement): void {
  const rows = rowsOf(row);
  const next = rows[rows.indexOf(row) + 1];
  if (next) enter(next);
  else row.closest("form")!.querySelector<HTMLElement>("button.primary")?.focus();
}

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLInputElement)) return;
  const row = event.target.type === "radio" ? event.target.closest<HTMLElement>(ROW) : null;
  if (!row) return;
  if (event.key === "Backspace") {
    const before = rowsOf(row)[rowsOf(row).indexOf(row) - 1];
    if (before) enter(before);
  } else {
    const answer = [...row.querySelectorAll<HTMLInputElement>("input[type=radio]")].find((one) => one.value === event.key);
    if (!answer) return;
    answer.checked = true;
    for (const kind of ["input", "change"]) answer.dispatchEvent(new Event(kind, { bubbles: true }));
    goOn(row);
  }
  event.preventDefault();
}

export function startDigits(): void {
  document.addEventListener("keydown", pressed);
  const first = document.querySelector<HTMLElement>(ROW);
  // A summary of what to mend takes the focus first.
  if (first && !document.querySelector("[data-focus]")) first.querySelector("input")?.focus({ preventScroll: true });
}
