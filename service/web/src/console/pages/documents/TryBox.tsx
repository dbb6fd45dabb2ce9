import { useMutation, useQuery } from "@tanstack/react-query";
import { Input, Segmented, Select, Spin, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { type Draft, tryAnswer, type Tried } from "../../api/knowledge";
import { documentQuery, knowledgeSearchQuery } from "../../api/queries";
import type { Access } from "../../api/types";
import { Failure } from "../../components/Failure";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { AnswerCard } from "./AnswerCard";
import { FoundPassages } from "./FoundPassages";

/** What a question finds and what the agent would answer; nothing of it counts as a turn. */
export function TryBox() {
  const { text, locale } = useLocalisation();
  const t = text.knowledge.tryBox;
  const may = useMay();
  const [draft, dropDraft] = useDraft();
  const [asked, setAsked] = useState("");
  const [audience, setAudience] = useState<Access>("public");
  const [language, setLanguage] = useState("");
  const search = useQuery(knowledgeSearchQuery(asked, audience, language));
  const answer = useMutation({ mutationFn: (tried: Tried) => tryAnswer(tried) });

  const ask = (change: Partial<Tried>): void => {
    const tried = { question: asked, audience, language, ...(draft && { draft }), ...change };
    setAsked(tried.question);
    setAudience(tried.audience);
    setLanguage(tried.language);
    if (tried.question.trim() && may("curate")) answer.mutate(tried);
  };
  return (
    <section className="try-search">
      <div className="try-search-form">
        <Input.Search
          enterButton={t.ask}
          allowClear
          placeholder={text.documents.searchAsk}
          aria-label={text.documents.searchAsk}
          onSearch={(question) => ask({ question })}
          data-testid="try-search"
        />
        <Segmented<Access>
          aria-label={text.documents.searchAudience}
          value={audience}
          onChange={(value) => ask({ audience: value })}
          options={(["public", "operators"] as const).map((value) => ({
            value,
            label: named(text.documents.audiences, value),
          }))}
        />
        <Select
          value={language}
          onChange={(value) => ask({ language: value })}
          aria-label={t.language}
          className="days-choice"
          options={[
            { value: "", label: t.anyLanguage },
            ...["en", "zh"].map((value) => ({ value, label: languageName(value, locale) })),
          ]}
        />
      </div>
      {draft && <DraftTag draft={draft} onClose={dropDraft} />}
      {asked && <p className="muted">{t.notCounted}</p>}
      {answer.error && <Failure error={answer.error} onRetry={() => ask({})} />}
      {answer.isPending && <Spin />}
      {answer.data && !answer.isPending && (
        <div className="tried-answers">
          <AnswerCard title={answer.data.with_draft ? t.published : t.answer} answer={answer.data.published} />
          {answer.data.with_draft && <AnswerCard title={t.withDraft} answer={answer.data.with_draft} />}
        </div>
      )}
      {search.error && <Failure error={search.error} onRetry={() => void search.refetch()} />}
      {search.isLoading && <Spin />}
      {search.data && <FoundPassages result={search.data} />}
    </section>
  );
}

/** The version that the address names, to be tried as if it were published. */
function useDraft(): [Draft | undefined, () => void] {
  const [parameters, setParameters] = useSearchParams();
  const id = parameters.get("draft");
  const version = Number(parameters.get("version"));
  const drop = (): void => setParameters({ tab: "search" }, { replace: true });
  return [id && version ? { document_id: id, version } : undefined, drop];
}

function DraftTag({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const { text } = useLocalisation();
  const document = useQuery(documentQuery(draft.document_id)).data?.document;
  return (
    <p>
      <Tag color="blue" closable onClose={onClose} data-testid="try-draft">
        {text.knowledge.tryBox.comparing} <bdi>{document?.title || document?.name || "…"}</bdi> ·{" "}
        {text.documents.versionNumber(draft.version)}
      </Tag>
    </p>
  );
}
