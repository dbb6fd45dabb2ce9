import { Button } from "antd";
import { useText } from "../../i18n/context";
import { UploadRow } from "./UploadRow";
import type { useUploads } from "./useUploads";

/** How each upload goes or went. */
export function UploadList({ uploads: { items, retry, clear } }: { uploads: ReturnType<typeof useUploads> }) {
  const text = useText();
  if (!items.length) return null;
  return (
    <div className="upload-list" aria-live="polite">
      <div className="upload-head">
        <h2>{text.documents.uploads}</h2>
        <Button size="small" type="text" onClick={clear}>
          {text.documents.clear}
        </Button>
      </div>
      {items.map((item) => (
        <UploadRow key={item.id} item={item} onRetry={() => retry(item)} />
      ))}
    </div>
  );
}
