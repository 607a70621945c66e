// Native dialogs opened by buttons, and questions asked before what cannot be undone.
const asked = new WeakSet<HTMLElement>();

export function dialogOf(id: string | undefined): HTMLDialogElement | null {
  const found = id ? document.getElementById(id) : null;
  return found instanceof HTMLDialogElement ? found : null;
}

/** Show a dialog and wait for the button that closed it; its value, or "" when it was only closed. */
export function ask(dialog: HTMLDialogElement): Promise<string> {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue), { once: true }));
}

async function confirmFirst(event: MouseEvent, button: HTMLButtonElement): Promise<void> {
  if (asked.delete(button)) return;
  const dialog = dialogOf(button.dataset.confirm);
  if (!dialog) return;
  event.preventDefault();
  event.stopPropagation();
  if ((await ask(dialog)) !== "yes") return;
  asked.add(button);
  button.click();
}

export function startDialogs(): void {
  document.addEventListener(
    "click",
    (event) => {
      const target = event.target as Element;
      const confirming = target.closest<HTMLButtonElement>("button[data-confirm]");
      if (confirming) return void confirmFirst(event, confirming);
      const opener = target.closest<HTMLElement>("[data-open]");
      if (opener) dialogOf(opener.dataset.open)?.showModal();
      if (target.closest("[data-close]")) target.closest("dialog")?.close();
      if (target instanceof HTMLDialogElement && outside(event, target)) target.close();
    },
    true, // before htmx, which would already have sent the request
  );
}

function outside(event: MouseEvent, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
