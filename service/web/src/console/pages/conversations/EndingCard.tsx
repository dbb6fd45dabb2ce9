import type { ConversationDetail } from "../../api/types";
import { useText } from "../../i18n/context";

/** What a conversation that has ended was about, above its thread. */
export function EndingCard({ detail }: { detail: ConversationDetail }) {
  const text = useText();
  const { state, summary } = detail.conversation;
  if (state !== "closed" || !summary) return null;
  return (
    <section className="briefing ending" aria-label={text.ending.title} data-testid="ending" data-by={summary.written_by}>
      <strong>{text.ending.title}</strong>{" "}
      <span className="muted">
        {summary.written_by === "extractive" ? text.ending.ownWords : text.briefing.writtenBy(summary.written_by)}
      </span>
      <p className="ending-text" dir="auto">
        {summary.text}
      </p>
    </section>
  );
}
