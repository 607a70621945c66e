// Two texts for one entry: both are shown, the person chooses, nothing is overwritten silently.
import { ask } from "../page/dialogs";
import type { Entry } from "./queue";

let before: Promise<unknown> = Promise.resolve();

/** The chosen text. Closing the dialog keeps both, one below the other: no word is lost by a slip. */
export function choose(entry: Entry, theirs: string): Promise<string> {
  const answer = before.then(() => show(entry.text, theirs));
  before = answer;
  return answer;
}

async function show(mine: string, theirs: string): Promise<string> {
  const both = theirs.includes(mine) ? theirs : mine.includes(theirs) ? mine : `${theirs}\n\n${mine}`;
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-conflict]");
  if (!dialog) return both;
  dialog.querySelector("[data-mine]")!.textContent = mine;
  dialog.querySelector("[data-theirs]")!.textContent = theirs;
  const answer = await ask(dialog);
  return answer === "mine" ? mine : answer === "theirs" ? theirs : both;
}
