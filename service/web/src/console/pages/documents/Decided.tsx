import type { DocumentEvent, Version } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

/** Who decided last about a version, and with what words: a reviewer's note is read where the version is. */
export function Decided({ events, version: { version } }: { events: DocumentEvent[]; version: Version }) {
  const text = useText();
  const last = events.find((event) => event.version === version && event.action !== "upload");
  if (!last || last.action === "set_validity") return null;
  return (
    <p className="decided" data-testid="decided">
      {named(text.documents.actions, last.action)} · <bdi>{last.actor || "–"}</bdi> · <RelativeTime at={last.at} />
      {last.detail && (
        <>
          {": "}
          <q>{last.detail}</q>
        </>
      )}
    </p>
  );
}
