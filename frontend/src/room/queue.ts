// What is typed, on its way to the record: sent soon, sent again if need be, never overwritten silently.
// No browser in here: time, network and screen come in through the ports, so that all of it can be tested.

export const QUIET = 1200; // ms after the last key
export const MOST = 2800; // ms that unsent words may wait while typing goes on
const LONGEST_WAIT = 15_000;
const REMEMBERED = 4;

export interface Entry {
  key: string;
  pad: string;
  text: string;
  version: number;
  stampedAt: string;
  finished: boolean;
  /** Texts sent without an answer: if the server has one of them, it is our own, not somebody else's. */
  sent: string[];
}

export type Answer =
  | { kind: "saved"; version: number; savedAt: string }
  | { kind: "conflict"; theirs: string; version: number }
  | { kind: "refused"; sentence: string }
  | { kind: "signed-out" }
  | { kind: "unreachable" };

export type State = "saved" | "saving" | "unreachable" | "signed-out" | "held";

export interface Ports {
  send(entry: Entry, leaving: boolean): Promise<Answer>;
  later(ms: number, what: () => void): () => void;
  now(): number;
  heard(entry: Entry, answer: Answer): void;
  shows(state: State): void;
}

interface Job {
  entry: Entry;
  since: number;
  touched: number;
  revision: number;
  sending: boolean;
  failures: number;
  /** "conflict" waits for a choice; "refused" waits until the words have changed. */
  held: "" | "conflict" | "refused";
  signedOut: boolean;
  cancel: () => void;
}

/** Seconds to wait after so many failures: 1, 2, 4, 8, 15, 15 … */
export const backoff = (failures: number): number => Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - 1));

/** Milliseconds until words first changed at `since` and last at `touched` are sent. */
export const due = (now: number, since: number, touched: number): number =>
  Math.max(0, Math.min(touched + QUIET, since + MOST) - now);

export class SaveQueue {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly ports: Ports) {}

  /** An entry has changed. `atOnce` when it was stamped: there is nothing to wait for. */
  touch(entry: Entry, atOnce = false): void {
    const now = this.ports.now();
    const job = this.jobs.get(entry.key);
    if (job) this.change(job, entry, now);
    else this.jobs.set(entry.key, this.fresh(entry, now));
    this.schedule(this.jobs.get(entry.key)!, atOnce);
    this.show();
  }

  /** The person chose between two texts: send this one as the successor of that version. */
  resolve(key: string, text: string, version: number): Entry | undefined {
    const job = this.jobs.get(key);
    if (!job) return undefined;
    Object.assign(job.entry, { text, version, sent: [] });
    job.held = "";
    this.touch(job.entry, true);
    return job.entry;
  }

  /** The connection is back: try everything now. */
  wake(): void {
    for (const job of this.jobs.values()) {
      job.failures = 0;
      this.schedule(job, true);
    }
  }

  /** The page is going: send what is unsent, without waiting for an answer. */
  flush(): void {
    for (const job of this.jobs.values()) if (!job.held) void this.ports.send(this.remember(job), true);
  }

  get unsent(): Entry[] {
    return [...this.jobs.values()].map((job) => job.entry);
  }

  private fresh(entry: Entry, now: number): Job {
    const nothing = (): void => undefined;
    return { entry, since: now, touched: now, revision: 0, sending: false, failures: 0, held: "", signedOut: false, cancel: nothing };
  }

  private change(job: Job, entry: Entry, now: number): void {
    Object.assign(job, { entry, touched: now, revision: job.revision + 1 });
    if (job.held === "refused") Object.assign(job, { held: "", since: now });
  }

  private schedule(job: Job, atOnce = false): void {
    if (job.sending || job.held) return;
    if (job.failures && !atOnce) return; // its next try is already waiting
    job.cancel();
    const wait = atOnce ? 0 : due(this.ports.now(), job.since, job.touched);
    job.cancel = this.ports.later(wait, () => void this.push(job));
  }

  private remember(job: Job): Entry {
    const { entry } = job;
    if (entry.sent.at(-1) !== entry.text) entry.sent = [...entry.sent, entry.text].slice(-REMEMBERED);
    return { ...entry };
  }

  private async push(job: Job): Promise<void> {
    job.sending = true;
    const revision = job.revision;
    const answer = await this.ports.send(this.remember(job), false).catch((): Answer => ({ kind: "unreachable" }));
    job.sending = false;
    job.signedOut = answer.kind === "signed-out";
    if (answer.kind === "saved") this.accepted(job, answer, revision);
    else if (answer.kind === "conflict") this.disputed(job, answer);
    else if (answer.kind === "refused") this.hold(job, answer);
    else this.again(job, answer);
    this.show();
  }

  private accepted(job: Job, answer: Answer & { kind: "saved" }, revision: number): void {
    Object.assign(job.entry, { version: answer.version, sent: [] });
    job.failures = 0;
    if (job.revision === revision) this.jobs.delete(job.entry.key);
    else {
      job.since = this.ports.now();
      this.schedule(job);
    }
    this.ports.heard(job.entry, answer);
  }

  private disputed(job: Job, answer: Answer & { kind: "conflict" }): void {
    if (job.entry.sent.includes(answer.theirs)) {
      // Our own earlier words, whose answer was lost on the way.
      Object.assign(job.entry, { version: answer.version });
      this.schedule(job, true);
    } else this.hold(job, answer);
  }

  private hold(job: Job, answer: Answer): void {
    job.held = answer.kind === "conflict" ? "conflict" : "refused";
    this.ports.heard(job.entry, answer);
  }

  private again(job: Job, answer: Answer): void {
    job.failures += 1;
    const wait = job.signedOut ? LONGEST_WAIT : backoff(job.failures);
    job.cancel();
    job.cancel = this.ports.later(wait, () => void this.push(job));
    this.ports.heard(job.entry, answer);
  }

  private show(): void {
    const jobs = [...this.jobs.values()];
    const state: State = jobs.some((job) => job.held)
      ? "held"
      : jobs.some((job) => job.signedOut)
        ? "signed-out"
        : jobs.some((job) => job.failures)
          ? "unreachable"
          : jobs.length
            ? "saving"
            : "saved";
    this.ports.shows(state);
  }
}
