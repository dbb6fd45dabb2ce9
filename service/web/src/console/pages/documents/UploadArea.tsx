import { InboxOutlined } from "@ant-design/icons";
import { Button, Segmented, Upload } from "antd";
import { useState } from "react";
import type { UploadStatus } from "../../api/upload";
import { useText } from "../../i18n/context";
import { UploadRow } from "./UploadRow";
import { WebSource } from "./WebSource";
import { useUploads } from "./useUploads";

/** Takes files by click or drop, and tells of each how it went. */
export function UploadArea() {
  const text = useText();
  const { items, add, retry, clear } = useUploads();
  const [status, setStatus] = useState<UploadStatus>("published");
  return (
    <section className="uploads">
      <div className="upload-choice">
        <span id="upload-status" className="muted">
          {text.documents.uploadAs}
        </span>
        <Segmented<UploadStatus>
          aria-labelledby="upload-status"
          value={status}
          onChange={setStatus}
          options={[
            { value: "published", label: text.documents.publishAtOnce },
            { value: "in_review", label: text.documents.statuses.in_review },
            { value: "draft", label: text.documents.statuses.draft },
          ]}
        />
      </div>
      <Upload.Dragger
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => {
          // Called once for each file; the last call takes them all, in order.
          if (file === all.at(-1)) add(all, status);
          return false;
        }}
        data-testid="upload-input"
      >
        <InboxOutlined className="upload-icon" />
        <p>{text.documents.drop}</p>
        <p className="muted">{text.documents.formats}</p>
      </Upload.Dragger>
      <WebSource status={status} />
      {items.length > 0 && (
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
      )}
    </section>
  );
}
