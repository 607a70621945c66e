// The one page of a phone that is the camera of a session: lets itself in, photographs, sends, and keeps nothing.
import { csrfToken, sentenceIn } from "./page/net";
import { Sending, type Answer, type Line } from "./phone/resume";

const LONGEST_PAUSE = 10_000; // ms

/** The code stands behind the #, where no server and no log sees it; it is used, and taken out of the address. */
function letIn(): void {
  const code = decodeURIComponent(location.hash.slice(1));
  const form = document.querySelector<HTMLFormElement>("form[data-code]");
  const field = form?.querySelector<HTMLInputElement>("input[name=code]");
  if (!code || !form || !field) return;
  history.replaceState(null, "", location.pathname);
  field.value = code;
  form.requestSubmit();
}

const line: Line = {
  async ask(method, address, headers, body): Promise<Answer> {
    const answer = await fetch(address, {
      method,
      body: body ?? null,
      headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": csrfToken(), Accept: "application/json", ...headers },
      credentials: "same-origin",
    });
    const sentence = answer.ok || method === "HEAD" ? "" : sentenceIn(null, await answer.text());
    return {
      status: answer.status,
      offset: Number(answer.headers.get("Upload-Offset")),
      place: answer.headers.get("Location") ?? "",
      sentence,
    };
  },
  pause: (tries) =>
    new Promise((go) => {
      const timer = setTimeout(go, Math.min(LONGEST_PAUSE, 500 * 2 ** tries));
      addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
    }),
};

class Shelf {
  private before = Promise.resolve();
  private count = 0;
  private open = 0;

  constructor(
    private readonly list: HTMLElement,
    private readonly home: string,
  ) {
    addEventListener("beforeunload", (event) => {
      if (this.open) event.preventDefault();
    });
  }

  take(picture: File): void {
    const row = this.row();
    this.open++;
    this.before = this.before.then(() => this.send(picture, row)).finally(() => this.open--);
  }

  private row(): HTMLLIElement {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const state = document.createElement("span");
    name.textContent = (this.list.dataset.name ?? "%s").replace("%s", String(++this.count));
    state.className = "mark";
    row.append(name, state);
    this.list.prepend(row);
    this.list.hidden = false;
    return row;
  }

  private async send(picture: File, row: HTMLLIElement): Promise<void> {
    const words = this.list.dataset as Record<string, string | undefined>;
    const state = row.querySelector<HTMLElement>(".mark")!;
    const show = (text: string | undefined, tone: string): void => {
      if (state.textContent === text) return; // said once, not with every piece
      state.textContent = text ?? "";
      state.dataset.tone = tone;
    };
    const bar = document.createElement("progress");
    bar.className = "progress";
    row.append(bar);
    const sending = new Sending(line, this.home, picture, (how, share) => {
      show(words[how], how === "waiting" ? "due" : "action");
      bar.value = share;
    });
    const { kept, sentence } = await sending.run();
    bar.remove();
    if (kept) show(words.kept, "done");
    else show(sentence || words.failed, "risk");
  }
}

letIn();
addEventListener("hashchange", letIn);
const form = document.querySelector<HTMLFormElement>("form[data-phone]");
const list = document.getElementById("sent");
if (form && list) {
  const shelf = new Shelf(list, form.dataset.phone ?? "");
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  form.dataset.live = "";
  input.addEventListener("change", () => {
    for (const picture of input.files ?? []) shelf.take(picture);
    input.value = "";
  });
}
