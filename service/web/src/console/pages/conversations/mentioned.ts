import type { Colleague } from "../../api/colleagues";

/** The ids of those whom the note names with an "@"; a longer name goes before one that it begins with. */
export function mentionedIn(text: string, colleagues: readonly Pick<Colleague, "id" | "name">[]): string[] {
  const byLength = [...colleagues].sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (let place = text.indexOf("@"); place >= 0; place = text.indexOf("@", place + 1)) {
    const named = byLength.filter(({ name }) => text.startsWith(name, place + 1));
    for (const { id, name } of named) if (name.length === named[0]?.name.length) found.add(id);
  }
  return [...found].slice(0, 20);
}
