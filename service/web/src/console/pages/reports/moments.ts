import { ownZone } from "./draft";

/** A moment by the clock of a report's zone, which is named where it is not the reader's own. */
export const momentIn = (at: string, zone: string, locale: string): string => spanIn([at], zone, locale);

/** Moments from the first to the last, in the same way. */
export function spanIn(ends: readonly string[], zone: string, locale: string): string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  const shown = (timeZone?: string): string => ends.map((at) => new Date(at).toLocaleString(locale, { ...style, ...(timeZone && { timeZone }) })).join(" – ");
  try {
    return zone === ownZone() ? shown(zone) : `${shown(zone)} (${zone})`;
  } catch (error) {
    // The server knows zones that this browser does not.
    if (error instanceof RangeError) return shown();
    throw error;
  }
}
