import type { Canned } from "../../api/desk";
import { useText } from "../../i18n/context";

interface Props {
  replies: readonly Canned[];
  chosen: number;
  onPick(reply: Canned): void;
}

/** Ready replies above the reply box, while a "/" asks for one. */
export function CannedMenu({ replies, chosen, onPick }: Props) {
  const t = useText().inbox;
  return (
    <div className="canned-menu" role="listbox" aria-label={t.canned.title} id="canned-menu" data-testid="canned-menu">
      {!replies.length && <p className="muted">{t.canned.none}</p>}
      {replies.map((reply, place) => (
        <button
          key={reply.id}
          type="button"
          role="option"
          aria-selected={place === chosen}
          id={`canned-${place}`}
          // The reply box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(reply)}
          data-testid="canned-option"
        >
          <strong>/{reply.shortcut}</strong> <span dir="auto">{reply.text}</span>
        </button>
      ))}
    </div>
  );
}
