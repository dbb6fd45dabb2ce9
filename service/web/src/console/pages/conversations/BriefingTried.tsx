import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import type { Briefing } from "../../api/types";
import { useText } from "../../i18n/context";

/** What the agent replied to, and from what: folded away, for the customer's words say what it is about. */
export function BriefingTried({ briefing }: { briefing: Briefing }) {
  const t = useText().briefing;
  const titles = briefing.titles ?? {};
  const written = briefing.written_by !== "extractive";
  if (briefing.tried.length === 0 && !written) return null;
  return (
    <details className="briefing-tried" data-testid="briefing-tried">
      <summary>{t.tried(briefing.tried.length)}</summary>
      <ul>
        {briefing.tried.map((one, index) => (
          <li key={index}>
            {one.answered ? (
              <CheckOutlined className="good" aria-label={t.answered} />
            ) : (
              <CloseOutlined className="bad" aria-label={t.unanswered} />
            )}{" "}
            <bdi>{one.question}</bdi>{" "}
            <span className="muted">{one.documents.map((name) => titles[name] ?? name).join(", ")}</span>
          </li>
        ))}
      </ul>
      {written && <p className="muted">{t.writtenBy(briefing.written_by)}</p>}
    </details>
  );
}
