import { ReloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Tag } from "antd";
import { Link } from "react-router";
import { knowledgeHealthQuery } from "../../api/queries";
import type { Finding } from "../../api/types";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { named, useLocalisation, useText } from "../../i18n/context";
import { passageAddress } from "./passageAddress";

const COLOURS = { high: "red", medium: "gold", low: "default" };

/** What contradicts, repeats, has aged or is missing, the gravest first. */
export function HealthList() {
  const text = useText();
  const query = useQuery(knowledgeHealthQuery);
  return (
    <section className="health">
      <Button icon={<ReloadOutlined />} loading={query.isFetching} onClick={() => void query.refetch()}>
        {text.documents.examine}
      </Button>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data?.findings.length === 0 && <Empty description={text.documents.healthy} />}
      {query.data?.findings.map((finding) => (
        <FindingCard key={`${finding.kind}-${finding.summary.en}`} finding={finding} />
      ))}
    </section>
  );
}

function FindingCard({ finding }: { finding: Finding }) {
  const { text, language } = useLocalisation();
  const ids = new Map(finding.documents.map((name, place) => [name, finding.document_ids[place]]));
  return (
    <article className="found-passage" data-testid="finding" data-kind={finding.kind}>
      <header>
        <Tag color={COLOURS[finding.severity]}>{named(text.documents.severities, finding.severity)}</Tag>
        <strong>{named(text.documents.findings, finding.kind)}</strong>
        {finding.documents.map((name, place) => {
          const id = finding.document_ids[place];
          return id ? (
            <Link key={name} to={`/documents/${id}`}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <bdi key={name}>{name}</bdi>
          );
        })}
      </header>
      <p className="finding-summary">{finding.summary[language]}</p>
      {finding.evidence.map((shown) => (
        <blockquote key={shown.chunk_id} className="passage-text evidence">
          {shown.text}{" "}
          {ids.get(shown.document) && (
            <Link to={passageAddress(ids.get(shown.document) ?? "", shown.chunk_id)} data-testid="finding-passage">
              {text.knowledge.health.passage}
            </Link>
          )}
        </blockquote>
      ))}
    </article>
  );
}
