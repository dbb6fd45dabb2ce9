import { FallOutlined, RiseOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useState } from "react";
import type { ConversationDetail } from "../../api/types";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { BriefingTried } from "./BriefingTried";
import { OrderNumbers } from "./OrderNumbers";
import { UrgencyTag } from "./UrgencyTag";

const TRENDS = { rising: <RiseOutlined />, falling: <FallOutlined />, steady: null };

/** What the operator gets with the hand-off under way, to be grasped at a glance; shown above the thread until it is over. */
export function BriefingCard({ detail }: { detail: ConversationDetail }) {
  const { text, locale } = useLocalisation();
  const [open, setOpen] = useState(true);
  const { state } = detail.conversation;
  const handoff = detail.handoffs.at(-1);
  const briefing = handoff?.briefing;
  if (!handoff || !briefing || (state !== "waiting" && state !== "human")) return null;
  const t = text.briefing;
  const facts = briefing.contacts.length + briefing.orders.length > 0;
  return (
    <details
      className="briefing"
      open={open}
      onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
      data-testid="briefing"
      data-rule={handoff.rule}
    >
      <summary>
        <strong>{named(text.reasons, handoff.rule)}</strong>
        <UrgencyTag urgency={briefing.urgency} />
        <span className={briefing.upset >= 0.5 ? "bad" : "muted"}>
          {t.upset(percent(briefing.upset, locale))} {TRENDS[briefing.trend]}
          <span className="briefing-trend">{t.trends[briefing.trend]}</span>
        </span>
        {(briefing.repeats ?? 0) > 0 && <span className="bad">{t.repeats(briefing.repeats ?? 0)}</span>}
        {(briefing.unanswered ?? 0) > 0 && <span className="bad">{t.unansweredTurns(briefing.unanswered ?? 0)}</span>}
      </summary>
      <p className="briefing-text" dir="auto" title={briefing.summary}>
        {briefing.summary}
      </p>
      {facts && (
        <p className="briefing-facts">
          {briefing.contacts.map(({ type, value }) => (
            <Tag key={`${type} ${value}`}>
              {named(text.fields, type)} <bdi>{value}</bdi>
            </Tag>
          ))}
          <OrderNumbers numbers={briefing.orders} />
        </p>
      )}
      <BriefingTried briefing={briefing} />
    </details>
  );
}
