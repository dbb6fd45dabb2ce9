/** The list of intents, as the server sends and takes it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export interface Intent {
  name: string;
  description: string;
  /** Counts only where the message says little else. */
  social: boolean;
  phrases: string[];
  examples: { en: string[]; zh: string[] };
}

export interface IntentList {
  intents: Intent[];
}

/** Of one intent's examples, how many are recognised when the others alone are learnt from. */
export interface Learnt {
  name: string;
  examples: number;
  right: number;
  taken_for: { intent: string; examples: number }[];
}

export interface IntentsPage {
  number: number;
  document: IntentList;
  at: string | null;
  by: string | null;
  /** Null while they are being learnt. */
  learnt: Learnt[] | null;
  /** So many in one language are needed to learn an intent. */
  fewest_examples: number;
}

export interface FormerIntents {
  number: number;
  document: IntentList;
  at: string;
  by: string;
}

export interface Tried {
  intent: string;
  by: "example" | "phrases" | "learnt" | "nothing";
  likeliest: { intent: string; probability: number }[];
}

// The topic "policy" tells of every kind of document that was saved.
export const intentsQuery = queryOptions({
  queryKey: ["policy", "intents"],
  queryFn: () => request<IntentsPage>("GET", "/api/intents"),
  refetchInterval: ({ state }) => (state.data?.learnt === null ? 2_000 : false),
});

export const intentsHistoryQuery = queryOptions({
  queryKey: ["policy", "intents", "history"],
  queryFn: () => request<{ policies: FormerIntents[] }>("GET", "/api/intents/history"),
});

/** Refused with 409 where somebody has changed the list since, with 422 and the fields where it makes no sense. */
export const saveIntents = (document: IntentList, based_on: number): Promise<IntentsPage> =>
  request("PUT", "/api/intents", { document, based_on });

/** The list need not be saved. Refused like that. */
export const tryIntents = (document: IntentList, text: string): Promise<Tried> =>
  request("POST", "/api/intents/try", { document, text });
