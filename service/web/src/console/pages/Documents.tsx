import { useText } from "../i18n/context";
import { DocumentTable } from "./documents/DocumentTable";
import { UploadArea } from "./documents/UploadArea";

export default function Documents() {
  const text = useText();
  return (
    <div className="page" data-testid="documents">
      <div className="page-head">
        <div>
          <h1>{text.documents.title}</h1>
          <p className="muted">{text.documents.intro}</p>
        </div>
      </div>
      <UploadArea />
      <DocumentTable />
    </div>
  );
}
