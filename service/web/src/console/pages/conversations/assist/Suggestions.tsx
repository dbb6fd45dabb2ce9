import { BulbOutlined, DownOutlined, UpOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { type Quote, type Suggestion, suggestionQuery } from "../../../api/assist";
import { percent } from "../../../components/formats";
import { usePreference } from "../../../components/usePreference";
import { useSettled } from "../../../components/useSettled";
import { useLocalisation } from "../../../i18n/context";

interface Props {
  id: string;
  /** The customer's last message, for which help is wanted. */
  lastAsked: string | undefined;
  /** What is half written by the operator's own hand. */
  draft: string;
  onInsert(text: string, cited: Quote[]): void;
}

const TYPING_PAUSE_MS = 700;
const FEWEST_CHARACTERS = 6;

/** What the agent would say, to be taken over by one key, and the passages beside it. */
export function Suggestions({ id, lastAsked, draft, onInsert }: Props) {
  const { text } = useLocalisation();
  const words = text.assist;
  const [shown, show] = usePreference("assist", "open");
  const open = shown === "open";
  const query = useQuery({ ...suggestionQuery(id, lastAsked), enabled: open && lastAsked !== undefined });
  const begun = useSettled(draft.trim(), TYPING_PAUSE_MS);
  const further = useQuery({
    ...suggestionQuery(id, lastAsked, begun),
    enabled: open && lastAsked !== undefined && begun.length >= FEWEST_CHARACTERS && !begun.startsWith("/"),
    placeholderData: keepPreviousData,
  });
  const found = (draft.trim() && further.data) || query.data;
  const taken = open && found?.reply ? found : null;
  useEffect(() => {
    if (!taken?.reply) return;
    const { reply, citations } = taken;
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "Digit1") return;
      event.preventDefault();
      onInsert(reply, citations);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [taken, onInsert]);
  return (
    <section className="assist" aria-label={words.title} data-testid="assist">
      <button type="button" className="assist-head" aria-expanded={open} onClick={() => show(open ? "closed" : "open")}>
        <BulbOutlined /> {words.title} {open ? <DownOutlined /> : <UpOutlined />}
      </button>
      {open && query.isFetching && !found && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {open && query.error && !found && <p className="muted">{words.failed}</p>}
      {open && found && <Found found={found} onInsert={onInsert} />}
    </section>
  );
}

function Found({ found, onInsert }: { found: Suggestion; onInsert: Props["onInsert"] }) {
  const { text, locale } = useLocalisation();
  const words = text.assist;
  const { reply } = found;
  return (
    <>
      {reply === null ? (
        <p className="muted" data-testid="assist-none">
          {words.none}
        </p>
      ) : (
        <div className="assist-reply" data-testid="assist-reply">
          <p dir="auto">{reply}</p>
          <div className="assist-end">
            <span className="muted" title={words.confidenceHelp}>
              {words.confidence(percent(found.confidence, locale))}
            </span>
            <Button size="small" type="primary" ghost onClick={() => onInsert(reply, found.citations)} data-testid="assist-insert">
              {words.insert} <kbd>Alt+1</kbd>
            </Button>
          </div>
        </div>
      )}
      {found.related.length > 0 && (
        <details className="assist-related">
          <summary>{words.related(found.related.length)}</summary>
          <ul>
            {found.related.map((passage) => (
              <li key={passage.chunk_id}>
                <Link to={`/documents/${passage.document_id}`}>
                  <bdi>{[passage.title, ...passage.headings].filter((part, at, all) => all.indexOf(part) === at).join(" › ")}</bdi>
                </Link>
                {passage.access === "operators" && <span className="muted"> · {words.internal}</span>}
                <p dir="auto">{passage.text}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
