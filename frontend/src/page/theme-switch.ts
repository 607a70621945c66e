// Day, night or as the device has it; kept on this device.
const PLACE = "pentimento.theme";

export function startThemeSwitch(): void {
  const set = document.querySelector<HTMLFieldSetElement>("[data-theme-switch]");
  if (!set) return;
  set.hidden = false;
  const now = document.documentElement.dataset.theme ?? "auto";
  for (const radio of set.querySelectorAll<HTMLInputElement>("input")) radio.checked = radio.value === now;
  set.addEventListener("change", (event) => choose((event.target as HTMLInputElement).value));
}

function choose(theme: string): void {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, theme);
  } catch {
    // storage refused: it holds for this page only
  }
}
