// Requests to our own server, and the sentence it says when it will not do something.

export const csrfToken = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";

/** The server's own words: the X-Sentence header (percent-encoded), the JSON `error`, or the error page's heading. */
export function sentenceIn(header: string | null, body: string): string {
  if (header) {
    try {
      return decodeURIComponent(header);
    } catch {
      return header;
    }
  }
  if (body.startsWith("{")) {
    try {
      return String((JSON.parse(body) as { error?: unknown }).error ?? "");
    } catch {
      return "";
    }
  }
  const page = new DOMParser().parseFromString(body, "text/html");
  return (page.querySelector("[data-sentence]") ?? page.querySelector("h1"))?.textContent?.trim() ?? "";
}

export function postForm(url: string, fields: Record<string, string>, keepalive = false): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    credentials: "same-origin",
    keepalive,
  });
}
