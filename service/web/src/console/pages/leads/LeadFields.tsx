import type { LeadField } from "../../api/types";
import { named, useText } from "../../i18n/context";

/** Contact details with their kind, and on demand on what ground they were kept. */
export function LeadFields({ fields, consent = false }: { fields: LeadField[]; consent?: boolean }) {
  const text = useText();
  return (
    <dl className="fields">
      {fields.map((field) => (
        <div key={`${field.type}/${field.value}`} data-testid="lead-field" data-type={field.type}>
          <dt>{named(text.fields, field.type)}</dt>
          <dd>
            <bdi>{field.value}</bdi>
            {consent && <span className="muted"> · {named(text.conversations.consent, field.consent.basis)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
