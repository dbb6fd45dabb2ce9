/** The website's widgets, as the server sends and takes them. */
import { queryOptions } from "@tanstack/react-query";
import { refusal, request } from "./http";
import type { Said } from "./policy";

export const FIELD_KINDS = ["name", "email", "phone", "wechat", "company", "topic"] as const;
export const SIDES = ["right", "left"] as const;
export const THEMES = ["light", "dark", "auto"] as const;
export const OFTENS = ["visitor", "session"] as const;

export interface FormField {
  kind: (typeof FIELD_KINDS)[number];
  required: boolean;
}

export interface Invitation {
  text: Said;
  pages: string[];
  seconds: number;
  scroll_percent: number;
  often: (typeof OFTENS)[number];
}

interface Lines {
  en: string[];
  zh: string[];
}

export interface WidgetDocument {
  color: string | null;
  theme: (typeof THEMES)[number];
  side: (typeof SIDES)[number];
  title: Said;
  launcher: Said;
  greeting: Said;
  questions: Lines;
  form: { enabled: boolean; intro: Said; fields: FormField[]; topics: Lines };
  consent: Said;
  invitations: Invitation[];
  sites: string[];
  expiring: boolean;
  flash: boolean;
  sound: boolean;
}

export interface WidgetLine {
  id: string;
  /** The script tag's data-account. */
  key: string;
  name: string;
  /** The one that a tag without a key means. */
  first: boolean;
}

export interface WidgetPage {
  number: number;
  document: WidgetDocument;
  at: string | null;
  by: string | null;
  widget: WidgetLine;
  logo: string | null;
  has_secret: boolean;
  former_secret_until: string | null;
  group: string;
  groups: string[];
  fixed_words: { consent: Said; greeting: Said };
}

interface Former {
  number: number;
  document: WidgetDocument;
  at: string;
  by: string;
}

const path = (id: string): string => `/api/widgets/${encodeURIComponent(id)}`;

export const widgetsQuery = queryOptions({
  queryKey: ["widgets"],
  queryFn: () => request<{ widgets: WidgetLine[]; public_url: string }>("GET", "/api/widgets"),
});

export const widgetQuery = (id: string) =>
  queryOptions({ queryKey: ["widgets", id], queryFn: () => request<WidgetPage>("GET", path(id)) });

export const widgetHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ["widgets", id, "history"],
    queryFn: () => request<{ policies: Former[] }>("GET", `${path(id)}/history`),
  });

export const addWidget = (name: string): Promise<WidgetLine> => request("POST", "/api/widgets", { name });

export const saveWidget = (id: string, document: WidgetDocument, based_on: number): Promise<WidgetPage> =>
  request("PUT", path(id), { document, based_on });

export const changeWidget = (id: string, change: { name?: string; group?: string }): Promise<WidgetPage> =>
  request("PATCH", path(id), change);

export const removeWidget = (id: string): Promise<void> => request("DELETE", path(id));

export const rotateSecret = (id: string): Promise<{ secret: string }> => request("POST", `${path(id)}/secret`, {});

export const removeLogo = (id: string): Promise<WidgetPage> => request("DELETE", `${path(id)}/logo`);

/** The picture's bytes as they are. */
export async function uploadLogo(id: string, picture: Blob): Promise<WidgetPage> {
  const headers = { "Content-Type": "image/png" };
  const response = await fetch(`${path(id)}/logo`, { method: "PUT", credentials: "same-origin", headers, body: picture });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return JSON.parse(text) as WidgetPage;
}
