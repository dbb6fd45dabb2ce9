import { useQuery } from "@tanstack/react-query";
import { type RetentionDocument, type RetentionPage, retentionHistoryQuery, retentionQuery, saveRetention } from "../api/retention";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { DocumentEditor } from "./policy/DocumentEditor";
import { KeptBySettings } from "./retention/KeptBySettings";
import { RetentionForm } from "./retention/RetentionForm";

/** How long what customers told is kept. */
export default function Retention() {
  const text = useText();
  const t = text.retention;
  const { data, error, refetch } = useQuery(retentionQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.title}</h1>
      </div>
      <DocumentEditor<RetentionDocument, RetentionPage>
        page={data}
        queryKey={retentionQuery.queryKey}
        history={retentionHistoryQuery}
        save={saveRetention}
        intro={t.intro}
        words={text.policy.problems}
        testId="retention"
        tabs={(draft, set) => [
          {
            key: "customers",
            label: t.tab,
            sections: ["customers_days"],
            children: (
              <RetentionForm days={draft.customers_days} page={data} onChange={(days) => set("customers_days", days)} />
            ),
          },
          { key: "settings", label: t.facts, sections: [], children: <KeptBySettings page={data} /> },
        ]}
      />
    </div>
  );
}
