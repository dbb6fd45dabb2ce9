import type { Language } from "../shared/contract";
import { nearestLanguage } from "../shared/language";
import { DEFAULT_COLOR, parseHex } from "./color";

export interface Config {
  /** Origin of the Turnwise server, without a trailing slash. */
  server: string;
  /** Which of the server's widget accounts this page belongs to; null is the default one. */
  account: string | null;
  color: string;
  language: Language;
  /** For pages that allow style elements by nonce only. */
  nonce: string;
}

/** Reads the `data-*` attributes of the script tag; what is missing or malformed takes its default. */
export function readConfig(script: HTMLScriptElement | null, browserLanguage: string, pageOrigin: string): Config {
  const data = script?.dataset ?? {};
  const language = data["language"];
  return {
    server: serverOrigin(data["server"], script?.src, pageOrigin),
    account: data["account"] || null,
    color: parseHex(data["color"] ?? "") ? (data["color"] as string) : DEFAULT_COLOR,
    language: nearestLanguage(language && language !== "auto" ? language : browserLanguage),
    nonce: script?.nonce ?? "",
  };
}

function serverOrigin(asked: string | undefined, scriptUrl: string | undefined, pageOrigin: string): string {
  if (asked) return new URL(asked, pageOrigin).href.replace(/\/+$/, "");
  return scriptUrl ? new URL(scriptUrl, pageOrigin).origin : pageOrigin;
}
