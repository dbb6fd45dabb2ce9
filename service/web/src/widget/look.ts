import type { Language } from "../shared/contract";

/** One text in each language; empty where the widget's own words stand. */
export type Words = Record<Language, string>;

export interface FormField {
  kind: string;
  required: boolean;
}

/** What is asked for before the chat; without topics to choose from, one is written freely. */
export interface Form {
  intro: Words;
  fields: FormField[];
  topics: Record<Language, string[]>;
}

/** What the widget says by itself, where all that is set holds. */
export interface Invitation {
  text: Words;
  pages: string[];
  seconds: number;
  scroll_percent: number;
  often: "visitor" | "session";
}

/** How the shop wants the widget to look and behave, as `/api/widget/config` tells it. */
export interface Look {
  color: string | null;
  theme: "light" | "dark" | "auto";
  side: "right" | "left";
  title: Words;
  launcher: Words;
  /** A path on the server. */
  logo: string | null;
  form: Form | null;
  consent: Words;
  invitations: Invitation[];
  flash: boolean;
  sound: boolean;
}

const NONE: Words = { en: "", zh: "" };

/** What stands until the server has told, or where it cannot. */
export const PLAIN: Look = {
  color: null,
  theme: "light",
  side: "right",
  title: NONE,
  launcher: NONE,
  logo: null,
  form: null,
  consent: NONE,
  invitations: [],
  flash: false,
  sound: false,
};

const TIMEOUT_MS = 5_000;

/** The look; null where this page may not carry the widget. A server out of reach leaves the plain one. */
export async function fetchLook(server: string, account: string | null): Promise<Look | null> {
  const query = account ? `?${new URLSearchParams({ account })}` : "";
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${server}/api/widget/config${query}`, { credentials: "omit", signal });
    if (response.ok) return { ...PLAIN, ...((await response.json()) as Partial<Look>) };
    if (response.status < 500 && response.status !== 429) {
      const { detail } = (await response.json()) as { detail?: string };
      console.warn(`Turnwise: ${detail ?? response.status}`);
      return null;
    }
  } catch {
    // Not reached: the chat itself tries again, and says so, once somebody opens it.
  }
  return PLAIN;
}
