import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { DocumentTable } from "./documents/DocumentTable";
import { HealthList } from "./documents/HealthList";
import { TrySearch } from "./documents/TrySearch";
import { UploadArea } from "./documents/UploadArea";

/** What the agent answers from: the documents, and what they answer. */
export default function Documents() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="page" data-testid="documents">
      <div className="page-head">
        <div>
          <h1>{text.documents.title}</h1>
          <p className="muted">{text.documents.intro}</p>
        </div>
      </div>
      <Tabs
        activeKey={parameters.get("tab") ?? "all"}
        onChange={(tab) => setParameters(tab === "all" ? {} : { tab }, { replace: true })}
        items={[
          {
            key: "all",
            label: text.documents.title,
            children: (
              <>
                <UploadArea />
                <DocumentTable />
              </>
            ),
          },
          { key: "search", label: text.documents.trySearch, children: <TrySearch /> },
          { key: "health", label: text.documents.health, children: <HealthList /> },
        ]}
      />
    </div>
  );
}
