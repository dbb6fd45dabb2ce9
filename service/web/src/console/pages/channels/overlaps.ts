/** For how many hours what is replaced may go on working. */
export const OVERLAPS: readonly number[] = [0, 1, 24, 72, 168];

/** A moment as the reader writes it. */
export const momentOf = (at: string, locale: string): string =>
  new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
