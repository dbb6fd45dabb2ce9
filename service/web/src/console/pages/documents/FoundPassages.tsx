import { Alert, Empty, Tag } from "antd";
import { Link } from "react-router";
import type { SearchResult } from "../../api/types";
import { useLocalisation, useText } from "../../i18n/context";
import { passageAddress } from "./passageAddress";

type Passage = SearchResult["found"][number];

/** What a question finds, best first, with what each stage of the search says of it. */
export function FoundPassages({ result }: { result: SearchResult }) {
  const text = useText();
  const t = text.knowledge.tryBox;
  if (!result.found.length) return <Empty description={text.documents.nothingFound} />;
  const share = (value: number): number => Math.round(value * 100);
  return (
    <>
      <h2>{t.found}</h2>
      <Alert
        type={result.confidence >= result.answer_threshold ? "success" : "warning"}
        title={text.documents.confidence(share(result.confidence))}
        description={t.threshold(share(result.answer_threshold))}
        data-testid="search-confidence"
      />
      {result.found.map((passage) => (
        <article key={passage.chunk_id} className="found-passage" data-testid="found-passage">
          <header>
            <Link to={passageAddress(passage.document_id, passage.chunk_id)}>
              <bdi>{passage.title || passage.document}</bdi>
            </Link>
            <span className="muted">{passage.headings.join(" › ")}</span>
            {passage.access === "operators" && <Tag color="purple">{text.documents.operatorsOnly}</Tag>}
          </header>
          <Scores passage={passage} />
          {passage.question && <p className="found-question">{passage.question}</p>}
          <p className="passage-text">{passage.text}</p>
        </article>
      ))}
    </>
  );
}

function Scores({ passage }: { passage: Passage }) {
  const { text, locale } = useLocalisation();
  const stages = [
    ["dense", passage.dense],
    ["sentence", passage.sentence],
    ["words", passage.words],
    ["crowd", passage.crowd],
    ["fused", passage.fused],
    ["reranked", passage.reranked],
  ] as const;
  return (
    <dl className="stage-scores" data-testid="stage-scores">
      {stages.map(
        ([stage, score]) =>
          score !== null && (
            <div key={stage} title={text.knowledge.stageHelp[stage]}>
              <dt>{text.knowledge.stages[stage]}</dt>
              <dd>{score.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
