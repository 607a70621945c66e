// Sends one picture piece by piece (tus 1.0.0): whatever cuts the line, it goes on where the server stands.

/** What the server answered; `place` is where a new upload goes, `offset` how much of it is there. */
export interface Answer {
  status: number;
  offset: number;
  place: string;
  sentence: string;
}

/** The world outside: `ask` rejects where there is no connection, `pause` waits before the next try. */
export interface Line {
  ask(method: "POST" | "HEAD" | "PATCH", address: string, headers: Record<string, string>, body?: Blob): Promise<Answer>;
  pause(tries: number): Promise<void>;
}

/** How it goes, and how much of the picture is there, from 0 to 1. */
export type Told = (state: "sending" | "opening" | "waiting", share: number) => void;

export const PIECE = 1 << 20; // bytes a request: small enough to see it move, large enough for a far server
const ANEW_MOST = 2; // the server may have dropped what it had; more often than this it will not have it
const TYPE = "application/offset+octet-stream";

class Lost extends Error {}

export class Sending {
  private place = "";
  private offset = 0;
  private anew = 0;

  constructor(
    private readonly line: Line,
    private readonly home: string,
    private readonly picture: File,
    private readonly told: Told,
  ) {}

  /** Sends until the server has kept the picture or will not. Answers its sentence, or nothing where it was kept. */
  async run(): Promise<{ kept: boolean; sentence: string }> {
    for (let tries = 0; ; tries++) {
      const before = this.offset;
      try {
        const refused = await this.goOn(tries > 0);
        return { kept: refused === null, sentence: refused ?? "" };
      } catch {
        if (this.anew > ANEW_MOST) return { kept: false, sentence: "" };
        if (this.offset > before) tries = 0;
        this.told("waiting", this.share());
        await this.line.pause(tries);
      }
    }
  }

  private share(): number {
    return this.picture.size ? this.offset / this.picture.size : 1;
  }

  private async goOn(looks: boolean): Promise<string | null> {
    if (!this.place) {
      const refused = await this.announce();
      if (refused !== null) return refused;
    } else if (looks) await this.look();
    for (;;) {
      const end = Math.min(this.offset + PIECE, this.picture.size);
      this.told(end === this.picture.size ? "opening" : "sending", this.share());
      const headers = { "Upload-Offset": String(this.offset), "Content-Type": TYPE };
      const answer = await this.line.ask("PATCH", this.place, headers, this.picture.slice(this.offset, end));
      if (this.isElsewhere(answer)) throw new Lost();
      if (answer.status !== 204) return answer.sentence;
      this.offset = answer.offset;
      if (this.offset >= this.picture.size) return null; // the last piece is answered once the picture is kept
    }
  }

  private async announce(): Promise<string | null> {
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(this.picture.name.slice(-120))));
    const headers = { "Upload-Length": String(this.picture.size), "Upload-Metadata": `filename ${name}` };
    const answer = await this.line.ask("POST", this.home, headers);
    if (this.isElsewhere(answer)) throw new Lost();
    if (answer.status !== 201) return answer.sentence;
    this.place = answer.place;
    this.offset = 0;
    return null;
  }

  private async look(): Promise<void> {
    const answer = await this.line.ask("HEAD", this.place, {});
    if (answer.status === 200) this.offset = answer.offset;
    else if (this.isElsewhere(answer)) throw new Lost();
    // anything else is a refusal: the piece that follows is told why, which a HEAD has no room for
  }

  /** Not here, not there yet, or changed on the way: look again where the server stands. */
  private isElsewhere({ status }: Answer): boolean {
    if (status === 404 || status === 410) {
      this.place = "";
      this.anew++;
    }
    return status >= 500 || [404, 409, 410, 423, 429, 460].includes(status);
  }
}
