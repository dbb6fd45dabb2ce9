import type { FieldProblem } from "../../api/http";
import type { Intent, IntentList } from "../../api/intents";

/** An intent as it is being edited: phrases and examples a line each. `id` stays when it is renamed or moved. */
export interface Draft {
  id: number;
  name: string;
  description: string;
  social: boolean;
  phrases: string;
  en: string;
  zh: string;
}

export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

export const draftsOf = ({ intents }: IntentList): Draft[] => intents.map((intent, id) => ({ id, ...linesIn(intent) }));

const linesIn = ({ name, description, social, phrases, examples }: Intent): Omit<Draft, "id"> => ({
  name,
  description,
  social,
  phrases: phrases.join("\n"),
  en: examples.en.join("\n"),
  zh: examples.zh.join("\n"),
});

export const listOf = (drafts: readonly Draft[]): IntentList => ({
  intents: drafts.map(({ name, description, social, phrases, en, zh }) => ({
    name: name.trim(),
    description: description.trim(),
    social,
    phrases: linesOf(phrases),
    examples: { en: linesOf(en), zh: linesOf(zh) },
  })),
});

/** Below all that there are, so that React takes it for another one. */
export const freshDraft = (drafts: readonly Draft[]): Draft => ({
  id: Math.max(-1, ...drafts.map(({ id }) => id)) + 1,
  name: "",
  description: "",
  social: false,
  phrases: "",
  en: "",
  zh: "",
});

/** What is wrong with one intent, by the place in the list that was sent. */
export const problemsOf = (problems: readonly FieldProblem[], place: number): FieldProblem[] =>
  problems.filter(({ field }) => field === `intents.${place}` || field.startsWith(`intents.${place}.`));

/** The line that a problem's path ("intents.1.examples.en.0") speaks of; undefined where it is of none. */
export function lineAt(list: IntentList, field: string): string | undefined {
  let found: unknown = list;
  for (const step of field.split(".")) found = (found as Record<string, unknown> | undefined)?.[step];
  return typeof found === "string" ? found : undefined;
}
