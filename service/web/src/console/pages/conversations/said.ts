/** What a customer's message is, beside its words: what is no text is stored as "[kind] caption". */
export interface Said {
  kind: string | null;
  words: string;
  /** Latitude and longitude, of a place. */
  place: { latitude: number; longitude: number } | null;
}

const KIND = /^\[(image|file|location|sticker|voice|unsupported|empty)\]\s*/;
const PLACE = /(-?\d{1,2}\.\d+),\s*(-?\d{1,3}\.\d+)/;

export function saidOf(text: string): Said {
  const kind = KIND.exec(text)?.[1] ?? null;
  const words = text.replace(KIND, "");
  return { kind, words, place: kind === "location" ? placeOf(words) : null };
}

export function mapAddress({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}

function placeOf(words: string): Said["place"] {
  const found = PLACE.exec(words);
  if (!found) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
