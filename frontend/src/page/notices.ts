// Notices that arrive without a new page, and the calm bar that says the connection is gone.
const place = (): HTMLElement | null => document.getElementById("notices");

export function say(sentence: string, tone: "done" | "due" | "risk" | ""): void {
  const home = place();
  if (!home || !sentence) return;
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.tone = tone;
  if (tone === "risk") notice.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = sentence;
  notice.append(words);
  const pattern = home.querySelector<HTMLTemplateElement>("template");
  if (pattern) notice.append(pattern.content.cloneNode(true));
  home.append(notice);
  showDismiss(notice);
}

export function sayOffline(): void {
  const bar = document.getElementById("offline");
  if (bar) bar.hidden = false;
}

export function showDismiss(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-dismiss]")) button.hidden = false;
}

export function startNotices(): void {
  showDismiss(document);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    if (!button) return;
    button.closest(".notice")?.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
  const bar = document.getElementById("offline");
  const show = (): void => {
    if (bar) bar.hidden = navigator.onLine;
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
