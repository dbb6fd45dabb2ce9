import { useQuery } from "@tanstack/react-query";
import { type ClosingDocument, type ClosingPage, closingHistoryQuery, closingQuery, saveClosing } from "../../api/closing";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { DocumentEditor, type Section, type SetValue } from "../policy/DocumentEditor";
import { ClosingWords } from "./ClosingWords";
import { InvitationForm } from "./InvitationForm";
import { SilenceForm } from "./SilenceForm";

/** When silence ends a conversation, who is warned before, and how customers are asked how they liked it. */
export function ClosingPolicy() {
  const text = useText();
  const { data, error, refetch } = useQuery(closingQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  const tabs = (draft: ClosingDocument, set: SetValue): Section[] => {
    const form = { draft, set, channels: data.channels };
    const { tabs: named } = text.closing;
    return [
      { key: "silence", label: named.silence, sections: ["silence", "warning"], children: <SilenceForm {...form} /> },
      { key: "invitation", label: named.invitation, sections: ["invitation"], children: <InvitationForm {...form} /> },
      {
        key: "words",
        label: named.words,
        sections: ["words"],
        children: <ClosingWords draft={draft} set={set} fixed={data.fixed_words} />,
      },
    ];
  };
  return (
    <DocumentEditor<ClosingDocument, ClosingPage>
      page={data}
      queryKey={closingQuery.queryKey}
      history={closingHistoryQuery}
      save={saveClosing}
      intro={text.closing.intro}
      words={text.policy.problems}
      testId="closing"
      tabs={tabs}
    />
  );
}
