// A finger that lands twice means it once: the second tap on the same thing within a second says nothing new.
export const TWICE = 1000; // ms

export class Taps {
  private readonly last = new Map<unknown, number>();

  /** Whether this tap, at `now` ms, only repeats the one before it on the same thing. */
  repeats(thing: unknown, now: number): boolean {
    const before = this.last.get(thing);
    const again = before !== undefined && now - before < TWICE;
    if (!again) this.last.set(thing, now);
    return again;
  }
}
