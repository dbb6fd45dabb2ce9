import { Alert, Tag } from "antd";
import { Link } from "react-router";
import type { TriedAnswer } from "../../api/knowledge";
import { Markdown } from "../../components/Markdown";
import { named, useText } from "../../i18n/context";
import { passageAddress } from "./passageAddress";

const KINDS = { answered: "success", asked_back: "info", handed_off: "warning", declined: "warning", talk: "info" } as const;

/** What the agent would say, with its sources, or why it would not answer. */
export function AnswerCard({ title, answer }: { title: string; answer: TriedAnswer }) {
  const text = useText();
  const t = text.knowledge.tryBox;
  const share = (value: number): number => Math.round(value * 100);
  return (
    <article className="tried-answer" data-testid="tried-answer" data-verdict={answer.verdict}>
      <header>
        <h2>{title}</h2>
        <span className="muted">
          {named(text.intents, answer.intent)} · {answer.model && `${answer.model} · `}
          {Math.round(answer.latency_ms)} ms
        </span>
      </header>
      <Alert
        type={KINDS[answer.verdict]}
        showIcon
        title={t.verdicts[answer.verdict]}
        description={
          answer.verdict === "handed_off" && answer.rule
            ? t.because(named(text.reasons, answer.rule))
            : answer.verdict !== "talk" && t.against(share(answer.confidence), share(answer.answer_threshold))
        }
      />
      {answer.reply && (
        <div className="tried-reply">
          <Markdown text={answer.reply} />
        </div>
      )}
      {answer.choices.map((choice) => (
        <Tag key={choice}>{choice}</Tag>
      ))}
      {answer.citations.length > 0 && <h3>{t.sources}</h3>}
      {answer.citations.map((cited, place) => (
        <blockquote key={place} className="passage-text evidence" data-testid="tried-source">
          {cited.document_id ? (
            <Link to={passageAddress(cited.document_id, cited.chunk_id)}>
              <bdi>{cited.document}</bdi>
            </Link>
          ) : (
            <bdi>{cited.document}</bdi>
          )}
          <br />
          {cited.quote}
        </blockquote>
      ))}
      {answer.edits.map((edit, place) => (
        <p key={place} className="muted">
          {named(text.turns.acts, edit.act)} <q>{edit.text}</q>
        </p>
      ))}
    </article>
  );
}
