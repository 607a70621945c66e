// What stands beside an entry: when it was stamped.
const hours = new Intl.DateTimeFormat(globalThis.document?.documentElement.lang || "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });

export const clockOf = (iso: string): string => (iso ? hours.format(new Date(iso)) : "");

const dayOf = (at: Date): string => [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/** The time of an entry in the session; of one that was written up another day, the session's day. */
export function stampOf(iso: string, session: { day?: string; dayWords?: string; ends?: string } = {}): string {
  const at = new Date(iso);
  const there = !iso || !session.day || dayOf(at) === session.day || at <= new Date(session.ends ?? "");
  return there ? clockOf(iso) : (session.dayWords ?? "");
}
