// A form in a client's hands: going back to it must not bring their answers back out of the browser's memory.
export function startHanded(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-handed]");
  if (!form) return;
  addEventListener("pagehide", () => (form.hidden = true));
  addEventListener("pageshow", (event) => {
    // The server knows whether the client is done, and opens or closes the page accordingly.
    if (event.persisted) location.reload();
  });
}
