import type { Allowance } from "../../api/types";

/** How many messages a text takes at least; the server cuts after sentences, so it may be one more. */
export function partsOf(draft: string, limit: NonNullable<Allowance["text_limit"]>): number {
  const said = draft.trim();
  const sizes = {
    characters: () => [...said].length,
    utf16: () => said.length,
    utf8: () => new TextEncoder().encode(said).length,
  };
  return Math.max(1, Math.ceil(sizes[limit.unit]() / limit.maximum));
}
