import { useQuery } from "@tanstack/react-query";
import { Alert, Empty, Input, Segmented, Spin, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { knowledgeSearchQuery } from "../../api/queries";
import type { Access, SearchResult } from "../../api/types";
import { Failure } from "../../components/Failure";
import { named, useText } from "../../i18n/context";

/** What a question finds, and whether the agent would answer from it. */
export function TrySearch() {
  const text = useText();
  const [asked, ask] = useState("");
  const [audience, setAudience] = useState<Access>("public");
  const query = useQuery(knowledgeSearchQuery(asked, audience));
  return (
    <section className="try-search">
      <div className="try-search-form">
        <Input.Search
          enterButton
          allowClear
          placeholder={text.documents.searchAsk}
          aria-label={text.documents.searchAsk}
          onSearch={ask}
          data-testid="try-search"
        />
        <Segmented<Access>
          aria-label={text.documents.searchAudience}
          value={audience}
          onChange={setAudience}
          options={(["public", "operators"] as const).map((value) => ({
            value,
            label: named(text.documents.audiences, value),
          }))}
        />
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && <Spin />}
      {query.data && <Found result={query.data} />}
    </section>
  );
}

function Found({ result }: { result: SearchResult }) {
  const text = useText();
  if (!result.found.length) return <Empty description={text.documents.nothingFound} />;
  const enough = result.confidence >= result.answer_threshold;
  return (
    <>
      <Alert
        type={enough ? "success" : "warning"}
        title={text.documents.confidence(Math.round(result.confidence * 100))}
        description={enough ? undefined : text.documents.below}
        data-testid="search-confidence"
      />
      {result.found.map((passage) => (
        <article key={passage.chunk_id} className="found-passage" data-testid="found-passage">
          <header>
            <Link to={`/documents/${passage.document_id}`}>
              <bdi>{passage.title || passage.document}</bdi>
            </Link>
            <span className="muted">{passage.headings.join(" › ")}</span>
            {passage.access === "operators" && <Tag color="purple">{text.documents.operatorsOnly}</Tag>}
          </header>
          {passage.question && <p className="found-question">{passage.question}</p>}
          <p className="passage-text">{passage.text}</p>
        </article>
      ))}
    </>
  );
}
