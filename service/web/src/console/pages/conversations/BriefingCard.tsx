import { FallOutlined, RiseOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { ConversationDetail } from "../../api/types";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

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
        <span className={briefing.upset >= 0.5 ? "bad" : "muted"}>
          {t.upset(percent(briefing.upset, locale))} {TRENDS[briefing.trend]} {t.trends[briefing.trend]}
        </span>
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
        {fact(t.orders, briefing.orders)}
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
