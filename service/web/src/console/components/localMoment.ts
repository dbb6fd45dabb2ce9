const pad = (number: number): string => String(number).padStart(2, "0");

/** A moment (ISO 8601) as `<input type="datetime-local">` holds it, in the reader's time zone; null is empty. */
export function localMoment(moment: string | null): string {
  if (!moment) return "";
  const at = new Date(moment);
  return (
    `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}` +
    `T${pad(at.getHours())}:${pad(at.getMinutes())}`
  );
}

/** The other way round: an empty field is no moment. */
export function momentOf(local: string): string | null {
  return local ? new Date(local).toISOString() : null;
}
