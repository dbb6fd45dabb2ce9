/** "14:20" for today, with the day for another one. */
export function clockTime(at: Date, now: Date, locale: string): string {
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  if (at.toDateString() === now.toDateString()) return at.toLocaleTimeString(locale, clock);
  return at.toLocaleString(locale, { day: "numeric", month: "short", ...clock });
}
