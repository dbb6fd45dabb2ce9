import { useQuery } from "@tanstack/react-query";
import {
  leadPolicyHistoryQuery,
  leadPolicyQuery,
  saveLeadPolicy,
  type LeadPolicyDocument,
  type LeadPolicyPage,
} from "../../api/leads";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { DocumentEditor, type Section, type SetValue } from "../policy/DocumentEditor";
import { AskingForm } from "./AskingForm";
import { ExceptionsForm } from "./ExceptionsForm";
import { ScoreForm } from "./ScoreForm";
import { WordsForm } from "./WordsForm";

/** When customers are asked for contact details, in which words, and what a lead is worth. */
export function LeadPolicy() {
  const text = useText();
  const { data, error, refetch } = useQuery(leadPolicyQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { intents } = data;
  const tabs = (draft: LeadPolicyDocument, set: SetValue): Section[] => {
    const tab = (key: keyof typeof text.leadPolicy.tabs, sections: string[], children: React.ReactNode): Section => ({
      key,
      label: text.leadPolicy.tabs[key],
      sections,
      children,
    });
    return [
      tab("asking", ["enabled", "fields", "at_once", "required", "when", ""], <AskingForm {...{ draft, set, intents }} />),
      tab("overrides", ["overrides"], <ExceptionsForm {...{ draft, set, intents }} />),
      tab("words", ["words"], <WordsForm {...{ draft, set }} fixed={data.fixed_words} />),
      tab("score", ["score"], <ScoreForm {...{ draft, set, intents }} />),
    ];
  };
  return (
    <DocumentEditor<LeadPolicyDocument, LeadPolicyPage>
      page={data}
      queryKey={leadPolicyQuery.queryKey}
      history={leadPolicyHistoryQuery}
      save={saveLeadPolicy}
      intro={text.leadPolicy.intro}
      words={{ ...text.policy.problems, ...text.leadPolicy.problems }}
      testId="lead-policy"
      tabs={tabs}
    />
  );
}
