import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { syncQuery, type PersonLead } from "../../api/leads";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

const COLOURS = { pending: "processing", sent: "success", failed: "error", dropped: "default" } as const;

/** Whether each CRM has the lead, and whose it is there; nothing where no CRM is told. */
export function LeadSync({ lead }: { lead: PersonLead }) {
  const words = useText().integrations;
  const syncs = useQuery(syncQuery(lead.id)).data?.syncs ?? [];
  if (!syncs.length && !lead.owner) return null;
  return (
    <section data-testid="lead-sync">
      <h2>{words.record.title}</h2>
      {lead.owner && (
        <p>
          {words.record.owner}: <bdi>{lead.owner}</bdi>
        </p>
      )}
      <ul>
        {syncs.map((sync) => (
          <li key={sync.integration}>
            <bdi>{sync.integration}</bdi> <Tag color={COLOURS[sync.state]}>{named(words.states, sync.state)}</Tag>
            {sync.at && <RelativeTime at={sync.at} />}
            {sync.error && <div className="muted">{sync.error}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
}
