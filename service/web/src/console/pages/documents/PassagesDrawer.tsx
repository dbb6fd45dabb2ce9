import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { passagesQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";

/** What of a version is searched and quoted, in reading order. */
export function PassagesDrawer({ id, version, onClose }: { id: string; version: number; onClose(): void }) {
  const text = useText();
  const query = useQuery(passagesQuery(id, version));
  return (
    <Drawer open size="large" onClose={onClose} title={`${text.documents.passages} · ${text.documents.versionNumber(version)}`}>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data?.passages.map((passage) => (
        <article key={passage.id} className="found-passage">
          <header className="muted">{passage.headings.join(" › ")}</header>
          {passage.question && <p className="found-question">{passage.question}</p>}
          <p className="passage-text">{passage.text}</p>
        </article>
      ))}
    </Drawer>
  );
}
