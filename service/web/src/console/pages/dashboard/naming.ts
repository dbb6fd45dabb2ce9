import { languageName } from "../../components/formats";
import { named, type Localisation } from "../../i18n/context";

/** The value of a cut as the reader knows it. */
export function cutValue(cut: string, value: string | null | undefined, { text, locale }: Localisation): string {
  if (!value) return text.dashboard.withoutValue;
  if (cut === "language") return languageName(value, locale);
  return cut === "channel" ? named(text.channels, value) : value;
}

/** A rate's name; of a part (agent alone, a reason) the rate's with its own. */
export function rateName(place: string, { text }: Localisation): string {
  const known = text.rates.names[place];
  if (known) return known;
  const cut = place.lastIndexOf(".");
  const [whole, part] = [place.slice(0, cut).replace(/\.by_reason$/, ""), place.slice(cut + 1)];
  const parts: Record<string, string> = { agent_alone: text.dashboard.alone, with_operator: text.dashboard.helped };
  return `${named(text.rates.names, whole)} · ${parts[part] ?? named(text.reasons, part)}`;
}
