// Unsent words, kept on this device under the session's own key until the server has them.
import { DRAFTS } from "../page/guard";
import type { Entry } from "./queue";

const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64 = (raw: Uint8Array): string => btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(""));

export class Drafts {
  private constructor(
    private readonly prefix: string,
    private readonly key: CryptoKey,
  ) {}

  /** Null where the browser has no cryptography (plain http) or no storage: then nothing is kept here, rather than kept in clear. */
  static async open(session: string, secret: string): Promise<Drafts | null> {
    try {
      const key = await crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
      localStorage.getItem(DRAFTS);
      return new Drafts(`${DRAFTS}${session}.`, key);
    } catch {
      return null;
    }
  }

  async keep(entry: Entry): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(entry));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, plain));
    try {
      localStorage.setItem(this.prefix + entry.key, `${base64(iv)}.${base64(sealed)}`);
    } catch {
      // storage is full: the queue still holds the words and keeps sending
    }
  }

  drop(key: string): void {
    localStorage.removeItem(this.prefix + key);
  }

  async all(): Promise<Entry[]> {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    const read = await Promise.all(names.map((name) => this.read(name)));
    return read.filter((entry): entry is Entry => entry !== null).sort((a, b) => a.stampedAt.localeCompare(b.stampedAt));
  }

  private async read(name: string): Promise<Entry | null> {
    const [iv = "", sealed = ""] = (localStorage.getItem(name) ?? "").split(".");
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, this.key, bytes(sealed));
      return JSON.parse(new TextDecoder().decode(plain)) as Entry;
    } catch {
      localStorage.removeItem(name); // made under a key that is gone: nobody can read it any more
      return null;
    }
  }
}
