// One entry to the server, and what its answer means.
import { postForm, sentenceIn } from "../page/net";
import type { Answer, Entry } from "./queue";

export async function sendEntry(url: string, entry: Entry, leaving: boolean): Promise<Answer> {
  let response: Response;
  try {
    response = await postForm(
      url,
      {
        pad: entry.pad,
        text: entry.text,
        client_key: entry.key,
        version: String(entry.version),
        stamped_at: entry.stampedAt,
        finish: entry.finished ? "1" : "0",
      },
      leaving,
    );
  } catch {
    return { kind: "unreachable" };
  }
  return meaningOf(response);
}

async function meaningOf(response: Response): Promise<Answer> {
  const body = await response.text();
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  if (response.redirected || response.status === 401 || (response.ok && !isJson)) return { kind: "signed-out" };
  if (response.status >= 500 || response.status === 429) return { kind: "unreachable" };
  const said = isJson ? (JSON.parse(body) as Record<string, unknown>) : {};
  if (response.ok) return { kind: "saved", version: Number(said.version), savedAt: String(said.saved_at) };
  if (response.status === 409 && typeof said.theirs === "string") {
    return { kind: "conflict", theirs: said.theirs, version: Number(said.version) };
  }
  return { kind: "refused", sentence: sentenceIn(response.headers.get("X-Sentence"), body) };
}
