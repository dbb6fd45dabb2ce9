/** The agent's style, as the server sends and takes it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Said } from "./policy";

export const TONES = ["standard", "formal", "friendly", "plain"] as const;
export const GREETS = ["when_greeted", "first_reply"] as const;
export const OFTEN = ["always", "once"] as const;

/** Which answers: with one of the intents, keywords or cited documents, in one of the channels; empty takes all. */
export interface Topic {
  intents: string[];
  keywords: string[];
  documents: string[];
  channels: string[];
}

/** What is said beneath answers on a topic. */
export interface Addition {
  topic: Topic;
  text: Said;
  often: (typeof OFTEN)[number];
}

export interface StyleDocument {
  persona: {
    name: string;
    company: string;
    about: Said;
    greeting: Said;
    questions: { en: string[]; zh: string[] };
    greet: (typeof GREETS)[number];
  };
  tone: (typeof TONES)[number];
  length: { max_sentences: number | null; max_words: number | null; max_characters_zh: number | null };
  forbidden: string[];
  required: Addition[];
  disclaimers: Addition[];
  promises: { enabled: boolean; allowed: string[] };
}

export interface StylePage {
  number: number;
  document: StyleDocument;
  at: string | null;
  by: string | null;
  /** What is said where the style has no words of its own. */
  fixed_words: { greeting: Said; about: Said };
}

export interface FormerStyle {
  number: number;
  document: StyleDocument;
  at: string;
  by: string;
}

export const styleQuery = queryOptions({
  queryKey: ["policy", "style"],
  queryFn: () => request<StylePage>("GET", "/api/policy/style"),
});

export const styleHistoryQuery = queryOptions({
  queryKey: ["policy", "style", "history"],
  queryFn: () => request<{ policies: FormerStyle[] }>("GET", "/api/policy/style/history"),
});

/** Refused with 409 where somebody has changed the style since, with 422 and the fields where it makes no sense. */
export const saveStyle = (document: StyleDocument, based_on: number): Promise<StylePage> =>
  request("PUT", "/api/policy/style", { document, based_on });
