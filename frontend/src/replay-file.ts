// Watching how a work was drawn, in a file that left the record: the log lies in the page, and nothing is fetched.
import { readLog } from "./canvas/format";
import { Player } from "./replay/player";

const root = document.querySelector<HTMLElement>("[data-replay]")!;
const packed = atob(document.querySelector("[data-packed]")!.textContent!.trim());
new Player(root, readLog(Uint8Array.from(packed, (one) => one.charCodeAt(0))));
