import { InboxOutlined } from "@ant-design/icons";
import { Upload } from "antd";
import { useText } from "../../i18n/context";

/** Takes files by click or drop. */
export function Dropzone({ onFiles }: { onFiles(files: File[]): void }) {
  const text = useText();
  return (
    <Upload.Dragger
      multiple
      showUploadList={false}
      beforeUpload={(file, all) => {
        // Called once for each file; the last call takes them all, in order.
        if (file === all.at(-1)) onFiles(all);
        return false;
      }}
      data-testid="upload-input"
    >
      <InboxOutlined className="upload-icon" />
      <p>{text.documents.drop}</p>
      <p className="muted">{text.documents.formats}</p>
    </Upload.Dragger>
  );
}
