import { useQuery } from "@tanstack/react-query";
import { type AlertRules, type AlertRulesPage, alertRulesHistoryQuery, alertRulesQuery, saveAlertRules } from "../api/alertRules";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { ReceiversPanel } from "./alerts/ReceiversPanel";
import { RulesForm } from "./alerts/RulesForm";
import { SendingForm } from "./alerts/SendingForm";
import { DocumentEditor, type Section, type SetValue } from "./policy/DocumentEditor";

/** What is watched, when it is quiet, and who is told. */
export default function AlertSettings() {
  const text = useText();
  const words = text.alerts.settings;
  const { data, error, refetch } = useQuery(alertRulesQuery);
  const tabs = (draft: AlertRules, set: SetValue): Section[] => [
    { key: "rules", label: words.tabs.rules, sections: ["rules"], children: <RulesForm draft={draft} set={set} /> },
    { key: "sending", label: words.tabs.sending, sections: ["quiet", "escalate", "language"], children: <SendingForm draft={draft} set={set} /> },
    { key: "receivers", label: words.tabs.receivers, sections: [], children: <ReceiversPanel /> },
  ];
  return (
    <div className="page policy-page">
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <DocumentEditor<AlertRules, AlertRulesPage>
          page={data}
          queryKey={alertRulesQuery.queryKey}
          history={alertRulesHistoryQuery}
          save={saveAlertRules}
          intro={words.intro}
          words={words.problems}
          testId="alert-rules"
          tabs={tabs}
        />
      )}
    </div>
  );
}
