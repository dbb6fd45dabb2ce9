import type { ConversationDetail } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { Source } from "../../components/Source";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { LeadFields } from "../leads/LeadFields";
import { OrderNumbers } from "./OrderNumbers";
import { CustomerMemory } from "./CustomerMemory";
import { CustomerRecord } from "./CustomerRecord";
import { CustomerTags } from "./CustomerTags";
import { MakeCase } from "./MakeCase";
import { PersonSection } from "./PersonSection";
import { RatingSection } from "./RatingSection";
import { Timeline } from "./Timeline";
import { useCustomerName } from "./useCustomerName";

/** Who the customer is, why a person was called, and what contact details there are. */
export function SideCard({ detail }: { detail: ConversationDetail }) {
  const { text, locale } = useLocalisation();
  const customerName = useCustomerName();
  const { conversation, handoffs, leads } = detail;
  const orders = [...new Set(detail.turns.flatMap((turn) => turn.order_numbers))];
  return (
    <>
      <section>
        <h2>
          <bdi>{customerName(conversation.customer)}</bdi>
        </h2>
        <dl>
          <dt>{text.conversations.channel}</dt>
          <dd>
            {[...new Set([named(text.channels, conversation.channel), conversation.account])].join(" · ")}
          </dd>
          <dt>{text.conversations.customerLanguage}</dt>
          <dd>{conversation.language ? languageName(conversation.language, locale) : "–"}</dd>
          <dt>{text.conversations.started}</dt>
          <dd>
            <RelativeTime at={conversation.started_at} />
          </dd>
        </dl>
        <Source source={detail.source} />
        <CustomerTags customer={conversation.customer.id} conversation={conversation.id} />
      </section>
      {detail.rating && <RatingSection rating={detail.rating} />}
      {orders.length > 0 && (
        <section data-testid="side-orders">
          <h2>{text.briefing.orders}</h2>
          <OrderNumbers numbers={orders} />
        </section>
      )}
      <section data-testid="side-handoffs">
        <h2>{text.conversations.handoffs}</h2>
        {!handoffs.length && <p className="muted">{text.conversations.noHandoffs}</p>}
        {handoffs.map((handoff) => (
          <p key={handoff.at} data-testid="handoff" data-reason={handoff.reason}>
            <strong>{named(text.reasons, handoff.rule)}</strong> <RelativeTime at={handoff.at} />
            <br />
            <span className="muted">
              {handoff.claimed_at ? (
                <>
                  {text.conversations.claimedAfter(handoff.operator ?? text.conversations.operator)}{" "}
                  <RelativeTime at={handoff.claimed_at} />
                </>
              ) : (
                text.conversations.notClaimed
              )}
              {handoff.promised_at && !handoff.claimed_at && !handoff.ended_at && (
                <>
                  <br />
                  {text.conversations.promised} <RelativeTime at={handoff.promised_at} />
                </>
              )}
              {handoff.ended_at && (
                <>
                  <br />
                  {named(text.conversations.endedBy, handoff.ended_by ?? "")} <RelativeTime at={handoff.ended_at} />
                </>
              )}
            </span>
          </p>
        ))}
      </section>
      <section data-testid="side-leads">
        <h2>{text.conversations.leads}</h2>
        {!leads.length && <p className="muted">{text.conversations.noLeads}</p>}
        {leads.map((lead) => (
          <LeadFields key={lead.id} fields={lead.fields} consent />
        ))}
      </section>
      <PersonSection customer={conversation.customer.id} conversation={conversation.id} />
      <Timeline customer={conversation.customer.id} conversation={conversation.id} />
      <CustomerRecord customer={conversation.customer.id} conversation={conversation.id} />
      <CustomerMemory customer={conversation.customer.id} conversation={conversation.id} />
      {detail.turns.length > 0 && <MakeCase conversation={conversation.id} />}
    </>
  );
}
