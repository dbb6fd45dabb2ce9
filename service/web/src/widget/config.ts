import type { Language } from "../shared/contract";
import { nearestLanguage } from "../shared/language";
import { parseHex } from "./color";

export interface Config {
  /** Origin of the Turnwise server, without a trailing slash. */
  server: string;
  /** Which of the server's widgets this page carries; null is the first one. */
  account: string | null;
  /** Of the script tag; null leaves it to the widget's settings. */
  color: string | null;
  language: Language;
  /** For pages that allow style elements by nonce only. */
  nonce: string;
  /** `page`: the chat is all that the page shows. */
  mode: "bubble" | "page";
}

/** Reads the `data-*` attributes of the script tag; what is missing or malformed takes its default. */
export function readConfig(script: HTMLScriptElement | null, browserLanguage: string, pageOrigin: string): Config {
  const data = script?.dataset ?? {};
  const language = data["language"];
  return {
    server: serverOrigin(data["server"], script?.src, pageOrigin),
    account: data["account"] || null,
    color: parseHex(data["color"] ?? "") ? (data["color"] as string) : null,
    language: nearestLanguage(language && language !== "auto" ? language : browserLanguage),
    nonce: script?.nonce ?? "",
    mode: data["mode"] === "page" ? "page" : "bubble",
  };
}

function serverOrigin(asked: string | undefined, scriptUrl: string | undefined, pageOrigin: string): string {
  if (asked) return new URL(asked, pageOrigin).href.replace(/\/+$/, "");
  return scriptUrl ? new URL(scriptUrl, pageOrigin).origin : pageOrigin;
}
