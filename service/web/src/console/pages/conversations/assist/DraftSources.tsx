import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Quote } from "../../../api/assist";
import { useText } from "../../../i18n/context";

/** That a reply takes the sources of its suggestion along, which the customer sees beneath it. */
export function DraftSources({ sources, onRemove }: { sources: Quote[]; onRemove(): void }) {
  const words = useText().assist;
  if (!sources.length) return null;
  const titles = [...new Set(sources.map(({ title, document }) => title || document))];
  return (
    <p className="draft-sources muted" data-testid="draft-sources">
      <span>
        {words.sentAlong} <bdi>{titles.join(", ")}</bdi>
      </span>
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        onClick={onRemove}
        aria-label={words.leaveSources}
        title={words.leaveSources}
        data-testid="draft-sources-remove"
      />
    </p>
  );
}
