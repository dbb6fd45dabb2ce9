import { useState } from "react";
import { store, stored, usable } from "../../../shared/browserStorage";
import type { Quote } from "../../api/assist";

/** What is half written, and the sources of the suggestions in it; both survive a look at another conversation. */
export function useDraft(id: string) {
  const [draft, setDraft] = useState(() => stored("sessionStorage", textKey(id)) ?? "");
  const [sources, setSources] = useState(() => storedSources(id));
  const keep = (kept: Quote[]): void => {
    setSources(kept);
    store(usable("sessionStorage"), sourcesKey(id), JSON.stringify(kept));
  };
  /** Sources stay while anything of the text does: they are what the operator saw. */
  const write = (text: string): void => {
    setDraft(text);
    store(usable("sessionStorage"), textKey(id), text);
    if (!text.trim() && sources.length) keep([]);
  };
  const insert = (text: string, cited: Quote[]): void => {
    write(draft.trim() ? `${draft.trimEnd()}\n${text}` : text);
    const known = new Set(cited.map(named));
    keep([...sources.filter((one) => !known.has(named(one))), ...cited]);
  };
  return { draft, sources, write, insert, withoutSources: () => keep([]) };
}

const textKey = (id: string): string => `turnwise-console:draft:${id}`;
const sourcesKey = (id: string): string => `turnwise-console:draft-sources:${id}`;
const named = ({ chunk_id, quote }: Quote): string => `${chunk_id} ${quote}`;

function storedSources(id: string): Quote[] {
  const kept = stored("sessionStorage", sourcesKey(id));
  return kept ? (JSON.parse(kept) as Quote[]) : [];
}
