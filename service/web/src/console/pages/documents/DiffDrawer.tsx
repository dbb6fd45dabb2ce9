import { useQuery } from "@tanstack/react-query";
import { Drawer, Empty, Select } from "antd";
import { useState } from "react";
import { diffQuery } from "../../api/queries";
import type { Difference, Version } from "../../api/types";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { named, useText } from "../../i18n/context";

interface Props {
  id: string;
  versions: Version[];
  before: number;
  after: number;
  onClose(): void;
}

/** What a version says otherwise than another one, with the words that changed. */
export function DiffDrawer({ id, versions, onClose, ...first }: Props) {
  const text = useText();
  const [before, setBefore] = useState(first.before);
  const [after, setAfter] = useState(first.after);
  const query = useQuery(diffQuery(id, before, after));
  const changes = query.data?.differences.filter(({ kind }) => kind !== "same");
  const options = versions.map(({ version, status }) => ({
    value: version,
    label: `${text.documents.versionNumber(version)} · ${named(text.documents.statuses, status)}`,
  }));
  return (
    <Drawer open size="large" onClose={onClose} title={text.documents.compareWith(before, after)}>
      <div className="diff-sides">
        <Select value={before} options={options} onChange={setBefore} aria-label={text.knowledge.diff.from} data-testid="diff-before" />
        <span aria-hidden>→</span>
        <Select value={after} options={options} onChange={setAfter} aria-label={text.knowledge.diff.to} data-testid="diff-after" />
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {changes?.length === 0 && <Empty description={text.documents.sameText} />}
      {changes?.map((change) => <Change key={`${change.before?.id}-${change.after?.id}`} change={change} />)}
    </Drawer>
  );
}

function Change({ change: { kind, before, after, words } }: { change: Difference }) {
  const text = useText();
  const headings = (side: Difference["before"]): string => side?.headings.join(" › ") ?? "";
  return (
    <article className="difference" data-testid="difference" data-kind={kind}>
      <header className="muted">
        {named(text.knowledge.diff.kinds, kind)} · {headings(after ?? before)}
        {before && after && headings(before) !== headings(after) && (
          <del className="moved-heading">{headings(before)}</del>
        )}
      </header>
      {kind === "changed" ? (
        <p className="passage-text">
          {words.map(({ kind: mark, text: piece }, place) =>
            mark === "removed" ? (
              <del key={place}>{piece}</del>
            ) : mark === "added" ? (
              <ins key={place}>{piece}</ins>
            ) : (
              <span key={place}>{piece}</span>
            ),
          )}
        </p>
      ) : (
        <>
          {before && <del className="passage-text">{before.text}</del>}
          {after && <ins className="passage-text">{after.text}</ins>}
        </>
      )}
    </article>
  );
}
