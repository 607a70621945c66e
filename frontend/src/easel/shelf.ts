// Strokes the server does not have yet, on this device, locked with the key of this sign-in.
import { DRAFTS } from "../page/guard";

const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

export interface Piece {
  offset: number;
  content: Uint8Array<ArrayBuffer>;
}

interface Row {
  drawing: string;
  offset: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((settled, failed) => {
    request.onsuccess = () => settled(request.result);
    request.onerror = () => failed(request.error ?? new Error("storage"));
  });

export class Shelf {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly drawing: string,
    private readonly key: CryptoKey,
  ) {}

  /** Null where the browser has no cryptography (plain http) or no storage: then nothing is kept here, rather than kept in clear. */
  static async open(drawing: string, secret: string): Promise<Shelf | null> {
    try {
      const key = await crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
      const asked = indexedDB.open("pentimento.strokes", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("pieces", { keyPath: ["drawing", "offset"] });
      return new Shelf(await done(asked), drawing, key);
    } catch {
      return null;
    }
  }

  private get mark(): string {
    return `${DRAFTS}${this.drawing}.strokes`; // no content: it lets signing out ask first
  }

  private rows(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction("pieces", mode).objectStore("pieces");
  }

  async keep({ offset, content }: Piece): Promise<boolean> {
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, content);
      await done(this.rows("readwrite").put({ drawing: this.drawing, offset, iv, sealed } satisfies Row));
      localStorage.setItem(this.mark, "");
      return true;
    } catch {
      return false;
    }
  }

  /** Forget what lies before this byte: the server has all of it. */
  async drop(before: number): Promise<void> {
    try {
      await done(this.rows("readwrite").delete(IDBKeyRange.bound([this.drawing, 0], [this.drawing, before], false, true)));
      localStorage.removeItem(this.mark);
    } catch {
      // it stays, and is recognised as sent the next time
    }
  }

  async all(): Promise<Piece[]> {
    const range = IDBKeyRange.bound([this.drawing, 0], [this.drawing, Number.MAX_SAFE_INTEGER]);
    const found: Piece[] = [];
    for (const row of (await done(this.rows("readonly").getAll(range))) as Row[]) {
      try {
        const content = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, this.key, row.sealed);
        found.push({ offset: row.offset, content: new Uint8Array(content) });
      } catch {
        break; // made under a key that is gone: nobody can read it, or what follows, any more
      }
    }
    return found;
  }
}
