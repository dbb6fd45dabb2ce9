import type { Citation } from "../../../shared/contract";
import { useText } from "../../i18n/context";

export function Sources({ citations }: { citations: readonly Citation[] }) {
  const text = useText();
  return (
    <details className="sources" data-testid="sources">
      <summary>{text.conversations.sources(citations.length)}</summary>
      <ol>
        {citations.map((citation) => (
          <li key={citation.chunk_id}>
            <cite dir="auto">{citation.title || citation.document}</cite>
            <span className="muted"> {citation.document}</span>
            <blockquote dir="auto">{citation.quote}</blockquote>
          </li>
        ))}
      </ol>
    </details>
  );
}
