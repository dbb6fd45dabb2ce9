import { FallOutlined, RiseOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { ConversationDetail } from "../../api/types";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { OrderNumbers } from "./OrderNumbers";
import { UrgencyTag } from "./UrgencyTag";

const TRENDS = { rising: <RiseOutlined />, falling: <FallOutlined />, steady: null };

/** What the operator gets with the hand-off under way: shown above the thread until it is over. */
export function BriefingCard({ detail }: { detail: ConversationDetail }) {
  const { text, locale } = useLocalisation();
  const [open, setOpen] = useState(true);
  const { state } = detail.conversation;
  const handoff = detail.handoffs.at(-1);
  const briefing = handoff?.briefing;
  if (!handoff || !briefing || (state !== "waiting" && state !== "human")) return null;
  const t = text.briefing;
  const fact = (label: string, values: string[]) =>
    values.length > 0 && (
      <>
        <dt>{label}</dt>
        <dd>{values.join(", ")}</dd>
      </>
    );
  return (
    <details
      className="briefing"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid="briefing"
      data-rule={handoff.rule}
    >
      <summary>
        <strong>{named(text.reasons, handoff.rule)}</strong>
        <UrgencyTag urgency={briefing.urgency} />
        <span className={briefing.upset >= 0.5 ? "bad" : "muted"}>
          {t.upset(percent(briefing.upset, locale))} {TRENDS[briefing.trend]} {t.trends[briefing.trend]}
        </span>
        {(briefing.repeats ?? 0) > 0 && <span className="bad">{t.repeats(briefing.repeats ?? 0)}</span>}
        {(briefing.unanswered ?? 0) > 0 && <span className="muted">{t.unansweredTurns(briefing.unanswered ?? 0)}</span>}
      </summary>
      <p className="briefing-text" dir="auto">
        {briefing.summary}
      </p>
      {briefing.written_by !== "extractive" && <p className="muted">{t.writtenBy(briefing.written_by)}</p>}
      <dl>
        {fact(
          t.contacts,
          briefing.contacts.map(({ type, value }) => `${named(text.fields, type)} ${value}`),
        )}
        {briefing.orders.length > 0 && (
          <>
            <dt>{t.orders}</dt>
            <dd>
              <OrderNumbers numbers={briefing.orders} />
            </dd>
          </>
        )}
        {fact(t.documents, briefing.documents)}
        {briefing.tried.length > 0 && (
          <>
            <dt>{t.tried}</dt>
            <dd>
              <ul>
                {briefing.tried.map((one, index) => (
                  <li key={index}>
                    <bdi>{one.question}</bdi>{" "}
                    <span className={one.answered ? "good" : "bad"}>{one.answered ? t.answered : t.unanswered}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}
