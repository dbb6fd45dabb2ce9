import { useQuery } from "@tanstack/react-query";
import { Drawer, Empty } from "antd";
import { diffQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";

/** What a version says otherwise than the one before it. */
export function DiffDrawer(props: { id: string; before: number; after: number; onClose(): void }) {
  const { id, before, after, onClose } = props;
  const text = useText();
  const query = useQuery(diffQuery(id, before, after));
  const changes = query.data?.differences.filter(({ kind }) => kind !== "same");
  return (
    <Drawer open size="large" onClose={onClose} title={text.documents.compareWith(before, after)}>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {changes?.length === 0 && <Empty description={text.documents.sameText} />}
      {changes?.map((change) => (
        <article key={`${change.before?.id}-${change.after?.id}`} className="difference" data-testid="difference">
          <header className="muted">{(change.after ?? change.before)?.headings.join(" › ")}</header>
          {change.before && <del className="passage-text">{change.before.text}</del>}
          {change.after && <ins className="passage-text">{change.after.text}</ins>}
        </article>
      ))}
    </Drawer>
  );
}
