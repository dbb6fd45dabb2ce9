import { Timeline } from "antd";
import type { DocumentEvent } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

/** Who did what with a document when, newest first. */
export function History({ events }: { events: DocumentEvent[] }) {
  const text = useText();
  const items = events.map((event) => ({
    content: (
      <span data-testid="document-event">
        <strong>{named(text.documents.actions, event.action)}</strong>
        {event.version !== null && ` · ${text.documents.versionNumber(event.version)}`}
        {event.detail && (
          <>
            {" · "}
            <bdi>{text.documents.statuses[event.detail] ?? event.detail}</bdi>
          </>
        )}
        <br />
        <span className="muted">
          <bdi>{event.actor || "–"}</bdi> · <RelativeTime at={event.at} />
        </span>
      </span>
    ),
  }));
  return (
    <section>
      <h2>{text.documents.history}</h2>
      <Timeline items={items} />
    </section>
  );
}
