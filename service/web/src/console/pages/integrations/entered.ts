/** What a person enters of an integration, and what the server takes. */
import type { Language } from "../../../shared/contract";
import type { Kind } from "../../api/integrations";

export interface Entered {
  kind: Kind;
  name: string;
  address: string;
  events: string[];
  method: string;
  /** A line each: "name: value". */
  headers?: string;
  secrets?: string;
  body: string;
  details?: boolean;
  /** In which colleagues are written to. */
  language?: Language;
  min_score?: number | null;
}

export const EXAMPLE_BODY = `{
  "name": {{ lead.name | tojson }},
  "phone": {{ lead.contact.phone | default("") | tojson }},
  "score": {{ lead.score }},
  "turnwise_id": {{ lead.id | tojson }}
}`;

/** Lines of "name: value"; others are left out. */
export function pairs(lines = ""): Record<string, string> {
  const found = lines.split("\n").map((line) => /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(found.flatMap((match) => (match ? [[match[1]!, match[2]!]] : [])));
}

export function configOf({ kind, address, method, headers, secrets, body, details, language }: Entered): Record<string, unknown> {
  if (kind === "webhook") return { url: address };
  if (kind === "notice") return { address, details: details ?? false, ...(language && { language }) };
  return { url: address, method, headers: pairs(headers), secrets: pairs(secrets), body };
}
