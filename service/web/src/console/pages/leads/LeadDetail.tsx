import { Link } from "react-router";
import type { PersonLeadPage } from "../../api/leads";
import { Source } from "../../components/Source";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { LeadMerging } from "./LeadMerging";
import { LeadSync } from "./LeadSync";
import { LeadWork } from "./LeadWork";

/** What a lead rests on: each detail with its consent, the conversations, and who moved it on when. */
export function LeadDetail({ lead }: { lead: PersonLeadPage }) {
  const text = useText();
  return (
    <div className="lead-detail" data-testid="lead-detail">
      <LeadWork lead={lead} />
      <section>
        <h2>{text.leads.details}</h2>
        <ul>
          {lead.fields.map((field) => (
            <li key={`${field.type}/${field.value}`}>
              <strong>{named(text.fields, field.type)}</strong> <bdi>{field.value}</bdi>
              <br />
              <span className="muted">
                {named(text.conversations.consent, field.consent.basis)}, <RelativeTime at={field.consent.at} />
                {field.consent.purpose && <> · “{field.consent.purpose}”</>}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{text.leads.conversations}</h2>
        {lead.matched_by.length > 0 && (
          <p className="muted">
            {text.leads.matched(lead.matched_by.map((type) => named(text.fields, type)).join(", "))}
          </p>
        )}
        <ul>
          {lead.conversations.map((one) => (
            <li key={one.id}>
              <Link to={`/conversations/${one.id}`}>
                {named(text.channels, one.channel)} · {one.intent ? named(text.intents, one.intent) : "–"}
              </Link>{" "}
              <RelativeTime at={one.at} />
              <Source source={one.source} />
            </li>
          ))}
        </ul>
      </section>
      <LeadMerging lead={lead} />
      <LeadSync lead={lead} />
      <section>
        <h2>{text.leads.history}</h2>
        {lead.stages.length === 0 && <p className="muted">{text.leads.noHistory}</p>}
        <ul>
          {lead.stages.map((change) => (
            <li key={change.at}>
              <strong>{named(text.leads.stages, change.stage)}</strong> <RelativeTime at={change.at} />
              <br />
              <span className="muted">{change.by}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
