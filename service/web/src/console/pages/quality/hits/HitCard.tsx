import { Tag } from "antd";
import type { Hit, HitState } from "../../../api/ruleHits";
import { RelativeTime } from "../../../components/RelativeTime";
import { named, useText } from "../../../i18n/context";
import { TurnLink } from "../TurnLink";
import { HitActions } from "./HitActions";

const COLOURS: Record<HitState, string> = { counted: "default", appealed: "warning", upheld: "error", withdrawn: "success" };

/** A hit, and what has been said of it: operators and quality managers see the same. */
export function HitCard({ hit, title }: { hit: Hit; title: string }) {
  const text = useText();
  const t = text.quality.hits;
  return (
    <li className="quality-panel hit" data-testid="hit" data-state={hit.state} data-rule={hit.rule}>
      <header>
        <strong>{title}</strong>
        <Tag className={`severity ${hit.severity}`}>
          {named(text.quality.rules.severities, hit.severity)} · {text.quality.rules.pointsOf(hit.points)}
        </Tag>
        <Tag color={COLOURS[hit.state]} data-testid="hit-state">
          {named(t.states, hit.state)}
        </Tag>
        <span className="muted hit-who">
          <bdi>{hit.operator ?? text.conversations.agent}</bdi> · <RelativeTime at={hit.at} />
        </span>
      </header>
      <TurnLink conversation={hit.conversation_id} turn={hit.turn_id}>
        {hit.quote || hit.reason}
      </TurnLink>
      {hit.quote && <p className="muted">{hit.reason}</p>}
      {hit.appeal_note !== null && (
        <blockquote data-testid="hit-appeal-note">
          <cite>
            {t.appealedBy(hit.appealed_by ?? "")} {hit.appealed_at && <RelativeTime at={hit.appealed_at} />}
          </cite>
          <span dir="auto">{hit.appeal_note}</span>
        </blockquote>
      )}
      {hit.resolved_by !== null && (
        <blockquote data-testid="hit-resolution">
          <cite>
            {hit.state === "withdrawn" ? t.withdrawnBy(hit.resolved_by) : t.upheldBy(hit.resolved_by)}{" "}
            {hit.resolved_at && <RelativeTime at={hit.resolved_at} />}
          </cite>
          {hit.resolution_note && <span dir="auto">{hit.resolution_note}</span>}
        </blockquote>
      )}
      <HitActions key={hit.state} hit={hit} />
    </li>
  );
}
