import { createContext, useContext } from "react";
import type { Language } from "../../shared/contract";
import { besideOf } from "../api/judges";
import { type Text, en } from "./en";
import { zh } from "./zh";

export const TEXTS: Record<Language, Text> = { en, zh };

export interface Localisation {
  language: Language;
  /** For `Intl`: the browser's own variant of the language where it has one. */
  locale: string;
  text: Text;
  setLanguage(language: Language): void;
}

export const LocalisationContext = createContext<Localisation | null>(null);

export function useLocalisation(): Localisation {
  const value = useContext(LocalisationContext);
  if (!value) throw new Error("useLocalisation needs a LocalisationProvider above it.");
  return value;
}

export function useText(): Text {
  return useLocalisation().text;
}

/** The translation of a code of the API; a code that is not known reads as words. */
export function named(names: Record<string, string>, code: string): string {
  return names[code] ?? code.replaceAll("_", " ");
}

/** A grader's name; a judge's is that of the grader which it stands beside. */
export function graderNamed(text: Text, grader: string): string {
  const beside = besideOf(grader);
  const name = named(text.graders, beside);
  return beside === grader ? name : text.turns.byJudge(name);
}
