import { FileTextOutlined } from "@ant-design/icons";
import type { ThreadEntry } from "../../api/desk";
import { Avatar } from "../../components/Avatar";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { useDispositionName } from "./useDispositionName";
import { waited } from "./waited";

/** What an operator or routing did, as a line between the messages; a note as a slip of paper. */
export function EntryLine({ entry, all }: { entry: ThreadEntry; all: readonly ThreadEntry[] }) {
  const text = useText();
  const t = text.inbox.entries;
  const dispositionName = useDispositionName();
  const by = entry.by ?? text.conversations.operator;
  if (entry.kind === "note")
    return (
      <aside className="note" data-testid="note" aria-label={text.inbox.note.title}>
        <div className="message-meta">
          <FileTextOutlined /> <Avatar name={by} picture={entry.by_picture} size={20} /> <bdi>{by}</bdi> {text.inbox.note.internal} <RelativeTime at={entry.at} />
        </div>
        <div dir="auto" className="note-text" data-testid="note-text">
          {entry.text || <em className="muted">{text.memory.erased}</em>}
        </div>
        {entry.mentioned.length > 0 && <div className="muted">@ {entry.mentioned.join(", ")}</div>}
      </aside>
    );
  const { operator, group, from_group, disposition } = entry.details;
  const told = {
    claimed: () => t.claimed(by),
    transferred: () => t.transferred(by, operator ?? group ?? ""),
    returned: () => t.returned(by),
    closed: () => t.closed(by, disposition ? dispositionName(disposition) : ""),
    reopened: () => t.reopened(by),
    assigned: () => t.assigned(operator ?? ""),
    missed: () => t.missed(operator ?? "", heldFor(entry, all)),
    taken_back: () => t.takenBack(operator ?? ""),
    routed: () => (group ? t.routed(group, from_group ?? "") : t.letGo(from_group ?? "")),
  }[entry.kind]();
  return (
    <p className="entry-line muted" data-testid="entry" data-kind={entry.kind}>
      {told} · <RelativeTime at={entry.at} />
    </p>
  );
}

/** How long an operator had what was taken back from them; empty where it is not known. */
function heldFor({ at, details }: ThreadEntry, all: readonly ThreadEntry[]): string {
  const given = all.findLast(
    (one) => one.kind === "assigned" && one.details.operator === details.operator && one.at <= at,
  );
  return given ? waited(Math.round((Date.parse(at) - Date.parse(given.at)) / 1_000)) : "";
}
