// Watching how a work was drawn, on its page: the log comes when somebody wants to watch.
import { readLog } from "./canvas/format";
import { Player } from "./replay/player";

for (const root of document.querySelectorAll<HTMLElement>("[data-replay]")) {
  const watch = root.querySelector<HTMLButtonElement>("[data-watch]")!;
  watch.disabled = false; // before this script had come, pressing it would have done nothing
  watch.addEventListener("click", () => {
    void (async () => {
      const answer = await fetch(root.dataset.log ?? "", { credentials: "same-origin" });
      if (!answer.ok) return;
      const events = readLog(new Uint8Array(await answer.arrayBuffer()));
      root.querySelector<HTMLElement>("[data-open]")!.hidden = true;
      root.querySelector<HTMLElement>("[data-player]")!.hidden = false;
      new Player(root, events).play();
      root.querySelector<HTMLElement>("[data-replay-play]")?.focus();
    })();
  });
}
