import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { passagesQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";

const intoView = (passage: HTMLElement | null): void => passage?.scrollIntoView({ block: "center" });

interface Props {
  id: string;
  version: number;
  /** The passage to look at first. */
  marked?: string;
  onClose(): void;
}

/** What of a version is searched and quoted, in reading order. */
export function PassagesDrawer({ id, version, marked, onClose }: Props) {
  const text = useText();
  const query = useQuery(passagesQuery(id, version));
  return (
    <Drawer open size="large" onClose={onClose} title={`${text.documents.passages} · ${text.documents.versionNumber(version)}`}>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data?.passages.map((passage) => (
        <article
          key={passage.id}
          className={passage.id === marked ? "found-passage marked-passage" : "found-passage"}
          ref={passage.id === marked ? intoView : undefined}
        >
          <header className="muted">{passage.headings.join(" › ")}</header>
          {passage.question && <p className="found-question">{passage.question}</p>}
          <p className="passage-text">{passage.text}</p>
        </article>
      ))}
    </Drawer>
  );
}
