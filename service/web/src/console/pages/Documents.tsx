import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { DocumentTable } from "./documents/DocumentTable";
import { HealthList } from "./documents/HealthList";
import { TryBox } from "./documents/TryBox";
import { UploadArea } from "./documents/UploadArea";
import { WordsEditor } from "./documents/WordsEditor";
import { Allowed } from "../layout/Allowed";

/** What the agent answers from: the documents, and what they answer. */
export default function Documents() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="page" data-testid="documents">
      <div className="page-head">
        <div>
          <h1>{text.nav.documents}</h1>
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
                <Allowed right="curate">
                  <UploadArea />
                </Allowed>
                <DocumentTable />
              </>
            ),
          },
          { key: "search", label: text.knowledge.tryBox.title, children: <TryBox /> },
          { key: "health", label: text.documents.health, children: <HealthList /> },
          { key: "words", label: text.knowledge.words.title, children: <WordsEditor /> },
        ]}
      />
    </div>
  );
}
