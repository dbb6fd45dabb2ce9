import { Segmented, Tabs } from "antd";
import { useState } from "react";
import type { UploadStatus } from "../../api/upload";
import { useText } from "../../i18n/context";
import { Dropzone } from "./Dropzone";
import { PasteForm } from "./PasteForm";
import { UploadList } from "./UploadList";
import { WebSource } from "./WebSource";
import { useUploads } from "./useUploads";

/** Takes files, pasted text and pages of the web, and tells of each how it went. */
export function UploadArea() {
  const text = useText();
  const uploads = useUploads();
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
      <Tabs
        size="small"
        items={[
          {
            key: "files",
            label: text.knowledge.ways.files,
            children: <Dropzone onFiles={(files) => uploads.add(files, status)} />,
          },
          {
            key: "paste",
            label: text.knowledge.ways.paste,
            children: <PasteForm onFile={(file) => uploads.add([file], status)} />,
          },
          { key: "web", label: text.knowledge.ways.web, children: <WebSource status={status} /> },
        ]}
      />
      <UploadList uploads={uploads} />
    </section>
  );
}
