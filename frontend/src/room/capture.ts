// The picture comes in by camera, file, dropping or pasting; it is seen at once and stays until the server has it.
import { csrfToken, sentenceIn } from "../page/net";

export function startCapture(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')!;
  const again = form.querySelector<HTMLButtonElement>("[data-capture-send]");
  let waiting: File | undefined;
  form.dataset.live = "";
  const send = async (file: File): Promise<void> => {
    waiting = file;
    const kept = await new Upload(form, file).run();
    if (kept) waiting = undefined;
    if (again) again.style.display = kept ? "" : "inline-flex";
  };
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) void send(file);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting) void send(waiting);
  });
  listenForDrops((file) => void send(file));
  addEventListener("beforeunload", (event) => {
    if (waiting) event.preventDefault();
  });
}

const keys = new WeakMap<File, string>();

/** One key for each file chosen: sent again after a lost answer, it is the same upload. */
function keyOf(file: File): string {
  const key = keys.get(file) ?? crypto.randomUUID();
  keys.set(file, key);
  return key;
}

function listenForDrops(take: (file: File) => void): void {
  const pictures = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter((file) => /^image\/|^$/.test(file.type));
  const body = document.body;
  body.addEventListener("dragover", (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    body.classList.add("dropping");
  });
  body.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) body.classList.remove("dropping");
  });
  body.addEventListener("drop", (event) => {
    body.classList.remove("dropping");
    const files = pictures(event.dataTransfer);
    if (files.length) event.preventDefault();
    files.forEach(take);
  });
  body.addEventListener("paste", (event) => {
    const files = pictures(event.clipboardData);
    if (files.length) event.preventDefault();
    files.forEach(take);
  });
}

class Upload {
  private readonly progress: HTMLProgressElement;
  private readonly state: HTMLElement;
  private readonly preview = document.createElement("li");
  private readonly local: string;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly file: File,
  ) {
    this.progress = form.querySelector("progress")!;
    this.state = form.querySelector(".capture-state")!;
    this.local = URL.createObjectURL(file);
    this.show();
  }

  private show(): void {
    const frame = document.createElement("span");
    frame.className = "work";
    const picture = document.createElement("img");
    picture.alt = this.form.dataset.sending ?? "";
    picture.src = this.local;
    picture.addEventListener("error", () => picture.remove()); // HEIC: this browser cannot, the server can
    frame.append(picture);
    this.preview.className = "arriving";
    this.preview.append(frame);
    document.getElementById(this.form.dataset.target ?? "")?.append(this.preview);
    this.preview.scrollIntoView({ block: "nearest", inline: "end" });
  }

  run(): Promise<boolean> {
    const request = new XMLHttpRequest(); // fetch cannot say how far an upload has come
    const fields = new FormData(this.form);
    fields.set("picture", this.file, this.file.name || "picture");
    if (!fields.has("upload_key")) fields.set("upload_key", keyOf(this.file));
    this.progress.hidden = false;
    this.progress.value = 0;
    this.state.textContent = this.state.dataset.sending ?? "";
    delete this.state.dataset.tone;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.progress.value = (event.loaded / event.total) * 100;
    });
    request.open("POST", this.form.action);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("HX-Request", "true");
    return new Promise((done) => {
      request.addEventListener("loadend", () => done(this.ended(request)));
      request.send(fields);
    });
  }

  private ended(request: XMLHttpRequest): boolean {
    this.progress.hidden = true;
    URL.revokeObjectURL(this.local);
    const page = new DOMParser().parseFromString(`<ul>${request.responseText}</ul>`, "text/html");
    const item = page.querySelector<HTMLLIElement>("body > ul > li");
    const isAsked = request.status === 409 && item?.dataset.asked !== undefined; // it hangs already: the row asks
    if (item && (isAsked || (request.status >= 200 && request.status < 300))) {
      this.preview.replaceWith(item);
      item.dispatchEvent(new CustomEvent("pentimento:arrived", { bubbles: true })); // its forms answer in place
      item.scrollIntoView({ block: "nearest", inline: "end" });
      this.state.textContent = isAsked ? "" : (this.state.dataset.kept ?? "");
      this.state.dataset.tone = "done";
      return true;
    }
    this.preview.remove();
    const sentence = request.status ? sentenceIn(request.getResponseHeader("X-Sentence"), request.responseText) : "";
    this.state.textContent = sentence || (this.state.dataset.failed ?? "");
    this.state.dataset.tone = "risk";
    return request.status >= 400 && request.status < 500; // refused: sending it again would change nothing
  }
}
