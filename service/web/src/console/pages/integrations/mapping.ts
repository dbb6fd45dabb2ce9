/** What a template may take of a lead, by the names that the server gives. */
export const FIELDS = [
  "lead.id",
  "lead.name",
  "lead.contact.phone",
  "lead.contact.email",
  "lead.contact.wechat",
  "lead.contact.company",
  "lead.contact.city",
  "lead.contact.need",
  "lead.contact.budget",
  "lead.score",
  "lead.stage",
  "lead.channel",
  "lead.intent",
  "lead.source",
  "lead.consents",
  "lead.created_at",
  "lead.all_contacts",
  "conversation_id",
  "event.type",
] as const;

/** Details of a lead may be missing; what every lead has needs no stand-in. */
export function expressionOf(field: string): string {
  return field.startsWith("lead.contact.") ? `{{ ${field} | default("") | tojson }}` : `{{ ${field} | tojson }}`;
}

/** The template with the field where the cursor is or, where there is none, as one more member at its end. */
export function put(body: string, field: string, caret: readonly [number, number] | null): string {
  const expression = expressionOf(field);
  if (caret) return body.slice(0, caret[0]) + expression + body.slice(caret[1]);
  const end = body.lastIndexOf("}");
  if (end < 0) return body + expression;
  const before = body.slice(0, end).trimEnd();
  const name = field.slice(field.lastIndexOf(".") + 1);
  return `${before}${before.endsWith("{") ? "" : ","}\n  "${name}": ${expression}\n${body.slice(end)}`;
}

export function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
