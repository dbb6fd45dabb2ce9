import type { Canned } from "../../api/desk";

export interface Fillings {
  customer: string;
  operator: string;
  order: string;
}

/** What is typed after the "/" at the start of an otherwise empty reply; null where no ready reply is asked for. */
export function askedFor(draft: string): string | null {
  return /^\/([^\s/]*)$/.exec(draft)?.[1] ?? null;
}

/** Those that fit what was typed: by shortcut first, then by words; of the customer's language before the others. */
export function fitting(replies: readonly Canned[], typed: string, language: string | null): Canned[] {
  const wanted = typed.toLowerCase();
  const rank = (reply: Canned): number => {
    const foreign = reply.language && language && reply.language !== language ? 1 : 0;
    if (reply.shortcut.toLowerCase().startsWith(wanted)) return foreign;
    return reply.text.toLowerCase().includes(wanted) ? 2 + foreign : Number.NaN;
  };
  return replies
    .filter((reply) => !Number.isNaN(rank(reply)))
    .sort((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut))
    .slice(0, 8);
}

/** The text with its placeholders filled in; what is not known leaves nothing behind. */
export function filled(text: string, fillings: Fillings): string {
  return text.replace(/\{(customer|operator|order)\}/g, (_, name: keyof Fillings) => fillings[name]);
}
