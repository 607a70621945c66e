// How much time is shown: whole days, from one day to some years, in steps a person would name.

export interface Span {
  from: string; // ISO date, first day shown
  to: string; // ISO date, last day shown
}

const DAY = 86_400_000;
export const STEPS = [1, 7, 14, 31, 92, 183, 366, 731, 1827, 3653];

const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const daysIn = ({ from, to }: Span): number => dayOf(to) - dayOf(from) + 1;

/** The next shorter (-1) or longer (+1) step; `at` (0 first day … 1 last day) stays where it is. */
export function zoomed(span: Span, way: -1 | 1, at = 1): Span {
  const days = daysIn(span);
  const step = way < 0 ? STEPS.findLast((one) => one < days) : STEPS.find((one) => one > days);
  if (!step) return span;
  const anchor = dayOf(span.from) + (days - 1) * at;
  const first = Math.round(anchor - (step - 1) * at);
  return { from: isoOf(first), to: isoOf(first + step - 1) };
}

/** Half of what is shown, earlier (-1) or later (+1). */
export function moved(span: Span, way: -1 | 1): Span {
  const by = way * Math.max(1, Math.round(daysIn(span) / 2));
  return { from: isoOf(dayOf(span.from) + by), to: isoOf(dayOf(span.to) + by) };
}
