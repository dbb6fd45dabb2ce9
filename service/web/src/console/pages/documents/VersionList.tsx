import { Card } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { sourceAddress } from "../../api/actions";
import type { DocumentPage, Version } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { fileSize } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { Decided } from "./Decided";
import { DiffDrawer } from "./DiffDrawer";
import { PassagesDrawer } from "./PassagesDrawer";
import { StatusTag } from "./Standing";
import { VersionActions } from "./VersionActions";
import { Allowed } from "../../layout/Allowed";

type Shown = { kind: "passages"; version: number } | { kind: "diff"; before: number; after: number };

/** Every version with what can be done with it, newest first. */
export function VersionList({ page: { document, versions, events } }: { page: DocumentPage }) {
  const { text, locale } = useLocalisation();
  const [shown, show] = useState<Shown>();
  const [parameters, setParameters] = useSearchParams();
  const passage = parameters.get("passage");
  return (
    <section>
      <h2>{text.documents.versions}</h2>
      <div className="versions">
        {versions.map((version) => (
          <Card key={version.version} size="small" data-testid="version" data-version={version.version}>
            <div className="version-head">
              <strong>{text.documents.versionNumber(version.version)}</strong>
              <StatusTag status={version.status} />
              <span className="muted">
                <bdi>{version.created_by}</bdi> · <RelativeTime at={version.created_at} /> ·{" "}
                {fileSize(version.size_bytes, locale)}
              </span>
            </div>
            <p className="muted">
              {text.documents.valid} {validity(version, text.documents, locale)}
            </p>
            <Decided events={events} version={version} />
            <div className="version-links">
              <button type="button" onClick={() => show({ kind: "passages", version: version.version })}>
                {text.documents.passages} ({version.chunk_count})
              </button>
              {versions.length > 1 && (
                <button
                  type="button"
                  data-testid="compare"
                  onClick={() => show({ kind: "diff", ...compared(version.version, document.version) })}
                >
                  {text.documents.compare}
                </button>
              )}
              <a href={sourceAddress(document.id, version.version)} download>
                {text.documents.download}
              </a>
            </div>
            <Allowed right="curate">
              <VersionActions documentId={document.id} version={version} />
            </Allowed>
          </Card>
        ))}
      </div>
      {shown?.kind === "passages" && (
        <PassagesDrawer id={document.id} version={shown.version} onClose={() => show(undefined)} />
      )}
      {shown?.kind === "diff" && (
        <DiffDrawer
          id={document.id}
          versions={versions}
          before={shown.before}
          after={shown.after}
          onClose={() => show(undefined)}
        />
      )}
      {passage && !shown && (
        <PassagesDrawer
          id={document.id}
          version={document.version}
          marked={passage}
          onClose={() => setParameters({}, { replace: true })}
        />
      )}
    </section>
  );
}

/** What waits is compared with what is in force, the rest with what came before. */
function compared(version: number, inForce: number): { before: number; after: number } {
  if (version > inForce) return { before: inForce, after: version };
  return version > 1 ? { before: version - 1, after: version } : { before: 1, after: 2 };
}

interface Words {
  from(at: string): string;
  until(at: string): string;
  always: string;
}

function validity({ valid_from, valid_until }: Version, words: Words, locale: string): string {
  const at = (moment: string): string =>
    new Date(moment).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  const parts = [valid_from && words.from(at(valid_from)), valid_until && words.until(at(valid_until))];
  return parts.filter(Boolean).join(" ") || words.always;
}
